import { useTranslation } from 'react-i18next';
import { ProblemError, useRefusalText } from '../../client/index.ts';
import type { ElementWords } from '../../naming/index.ts';

type Called = Pick<ElementWords, 'called'>;

/** Why a case is not put where somebody wants it, with the names of what stands in the way. */
export function useSteerRefusal({ called }: Called): (error: unknown) => string {
  const { t, i18n } = useTranslation('steering');
  const refusalText = useRefusalText();
  return (error) => {
    if (!(error instanceof ProblemError) || !i18n.exists(`steering:refusal.${error.code}`)) return refusalText(error);
    const { elementId, checkpoints } = error.params;
    const name = (id: unknown): string => (typeof id === 'string' ? (called(id)?.name ?? id) : '');
    const owed = Array.isArray(checkpoints) ? checkpoints.map(name).join(t('join')) : '';
    return t(`refusal.${error.code}`, { element: name(elementId), checkpoints: owed });
  };
}

/** The checkpoints that a refusal says are owed. */
export function owedIn(error: unknown): readonly string[] {
  const found = error instanceof ProblemError && error.code === 'checkpoint-owed' ? error.params.checkpoints : undefined;
  return Array.isArray(found) ? found.map(String) : [];
}

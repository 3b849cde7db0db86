import type { MigrationObstacle } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import type { ElementWords } from './element-words.ts';

type Called = Pick<ElementWords, 'called'>;

/** What stands in the way of a case that is to go on by another version, in words; `was` names what it leaves, `is` what it comes to. */
export function useObstacleWords({ was, is }: { readonly was: Called; readonly is: Called }) {
  const { t } = useTranslation('moving');
  return ({ code, elementId, to, params }: Omit<MigrationObstacle, 'kind'>): string => {
    const name = (words: Called, id: unknown): string => (typeof id === 'string' ? (words.called(id)?.name ?? id) : '');
    const checkpoints = Array.isArray(params?.checkpoints) ? params.checkpoints.map((id) => name(is, id)).join(t('join')) : '';
    const values = { element: name(was, elementId), target: name(is, to), checkpoints, choice: name(is, params?.choice) };
    return t(`obstacles.${code}`, { ...values, defaultValue: code });
  };
}

import type { OutcomeChoice } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useAppearance } from '../ui/index.ts';

const standard: Readonly<Record<string, string>> = {
  approve: 'approve',
  reject: 'reject',
  clear: 'clear',
  cleared: 'clear',
  'send-back': 'sendBackOnly',
};

/** Names an outcome for the reader: as the model words it, else by our own word for its kind, else by its id. */
export function useOutcomeName(): (choice: Pick<OutcomeChoice, 'id' | 'kind' | 'name' | 'labels'>) => string {
  const { t } = useTranslation('inbox');
  const language = useAppearance((state) => state.language);
  return ({ id, kind, name, labels }) => {
    const own = standard[kind] ?? standard[id];
    return labels[language] ?? name ?? (own === undefined ? id : t(own));
  };
}

/** What an outcome means for the buttons: which is primary, which wants a reason. */
export type Weight = 'approve' | 'reject' | 'sendBack' | 'other';
export function weightOf({ id, kind }: Pick<OutcomeChoice, 'id' | 'kind'>): Weight {
  if (kind === 'send-back') return 'sendBack';
  if (kind === 'approve' || kind === 'clear' || id === 'clear') return 'approve';
  return kind === 'reject' ? 'reject' : 'other';
}

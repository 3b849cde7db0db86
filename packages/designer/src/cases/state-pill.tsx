import type { InstanceSummary } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { Pill, type Tone } from '../ui/index.ts';

const tones: Readonly<Record<InstanceSummary['state'], Tone>> = {
  active: 'blue',
  completed: 'grey',
  terminated: 'grey',
  suspended: 'amber',
  failed: 'red',
};
const outcomeTones = { won: 'green', lost: 'red', neutral: 'grey' } as const;

/** One word for where a case stands: how it ended where it did, else its state. */
export function StatePill({ instance }: { instance: Pick<InstanceSummary, 'state' | 'outcome'> }) {
  const { t } = useTranslation('cases');
  const { state, outcome } = instance;
  if (outcome && state !== 'active') return <Pill tone={outcomeTones[outcome]}>{t(`outcomes.${outcome}`)}</Pill>;
  return <Pill tone={tones[state]}>{t(`states.${state}`)}</Pill>;
}

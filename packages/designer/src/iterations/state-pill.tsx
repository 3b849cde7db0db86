import type { IterationState, IterationSummary, VerdictOutcome } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { type IconName, Pill, type Tone } from '../ui/index.ts';

const outcomeLooks: Readonly<Record<VerdictOutcome, { readonly tone: Tone; readonly icon: IconName }>> = {
  keep: { tone: 'green', icon: 'check' },
  adjust: { tone: 'amber', icon: 'tilde' },
  rollBack: { tone: 'red', icon: 'undo' },
  keepUnproven: { tone: 'grey', icon: 'ask' },
};

export const outcomes = Object.keys(outcomeLooks) as readonly VerdictOutcome[];

/** What a verdict said, in a word with a sign. */
export function OutcomePill({ outcome }: { outcome: VerdictOutcome }) {
  const { t } = useTranslation('iterations');
  const { tone, icon } = outcomeLooks[outcome];
  return (
    <Pill tone={tone} icon={icon}>
      {t(`outcome.${outcome}`)}
    </Pill>
  );
}

/** Where an iteration stands: its verdict once it has one. */
export function StatePill({
  iteration: { state, verdict, isOverdue },
}: {
  iteration: Pick<IterationSummary, 'state' | 'verdict' | 'isOverdue'>;
}) {
  const { t } = useTranslation('iterations');
  if (verdict) return <OutcomePill outcome={verdict.outcome} />;
  if (isOverdue)
    return (
      <Pill tone="amber" icon="clock">
        {t('overdue')}
      </Pill>
    );
  return (
    <Pill tone={tones[state]} icon={icons[state]}>
      {t(`state.${state}`)}
    </Pill>
  );
}

const tones: Readonly<Record<IterationState, Tone>> = { planned: 'grey', running: 'blue', closed: 'grey' };
const icons: Readonly<Record<IterationState, IconName>> = { planned: 'clock', running: 'iteration', closed: 'check' };

import type { Rollout } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { Icon, useFormat } from '../ui/index.ts';

interface Step {
  readonly share: number;
  readonly state: 'done' | 'now' | 'next';
  readonly note: string;
}

/** The shares that a version had, has and is to have. */
export function RolloutSteps({ rollout }: { rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  return (
    <ol className="rollout-steps" aria-label={t('steps')}>
      {useSteps(rollout).map(({ share, state, note }) => (
        <li key={`${share}-${note}`} className={`is-${state}`} {...(state === 'now' && { 'aria-current': 'step' as const })}>
          <span className="rollout-dot" aria-hidden="true">
            {state === 'done' && <Icon name="check" />}
          </span>
          <b className="ui-num">{t('percent', { value: number(share) })}</b>
          <small className="ui-second">{note}</small>
        </li>
      ))}
    </ol>
  );
}

function useSteps({ events, steps, state, isPaused, held }: Rollout): readonly Step[] {
  const { t } = useTranslation('rollout');
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  const had = events.flatMap(({ share, at, by }) => (share === null ? [] : [{ share, at, by }]));
  const isOver = state !== 'running';
  return [
    ...had.map(({ share, at, by }, index): Step => {
      const isNow = !isOver && index === had.length - 1;
      const who = by === null ? t('bySchedule') : nameOf(by);
      return { share, state: isNow ? 'now' : 'done', note: t(isNow ? 'since' : 'from', { when: when(at), who }) };
    }),
    ...(isOver
      ? []
      : steps.map(
          ({ share, at }, index): Step => ({
            share,
            state: 'next',
            note: t(isPaused || (held && index === 0) ? 'held' : 'planned', { when: when(at) }),
          }),
        )),
  ];
}

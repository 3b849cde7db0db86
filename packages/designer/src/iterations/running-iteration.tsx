import './iterations.css';
import type { IterationSummary } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { Card, useFormat } from '../ui/index.ts';
import { StatePill } from './state-pill.tsx';
import { TargetFigures } from './target-figures.tsx';
import { useProcessName } from './use-process-name.ts';

/** The iteration that runs: its day, what it is to show, and where its figures are; the others by name below. */
export function RunningIteration({ iterations }: { iterations: readonly IterationSummary[] }) {
  const { t } = useTranslation('iterations');
  const { calendarDay } = useFormat();
  const nameOf = useProcessName();
  const [first, ...others] = iterations;
  const { data } = useQuery({ ...queries.iteration(first?.id ?? ''), enabled: first !== undefined });
  const { data: evidence } = useQuery({ ...queries.evidence(first?.id ?? ''), enabled: first !== undefined });
  if (!first) return null;
  const { day, dayCount, endsOn, number, hypothesis, id } = first;
  const title = t('ofProcess', { process: nameOf(first), number });
  return (
    <Card
      className="home-owned iterations-running"
      title={title}
      note={
        <span className="ui-row ui-num">
          {day === null ? <StatePill iteration={first} /> : t('dayOf', { day, of: dayCount })}
          {day !== null && <DayBlocks day={day} of={dayCount} />}
          {t('endsOn', { when: calendarDay(endsOn).both })}
        </span>
      }
      aside={
        <Link to="/iterations/$iterationId" params={{ iterationId: id }}>
          {t('openBoard')}
        </Link>
      }
    >
      <p className="iterations-running-said">
        <small className="ui-second">{t('hypothesis')}</small>
        {hypothesis}
      </p>
      {data && data.targets.length > 0 && <TargetFigures iteration={data} evidence={evidence} />}
      {data && <SampleLine sample={data.sample} />}
      {others.length > 0 && (
        <ul className="iterations-others ui-small">
          {others.map((other) => (
            <li key={other.id}>
              <Link to="/iterations/$iterationId" params={{ iterationId: other.id }}>
                {t('ofProcess', { process: nameOf(other), number: other.number })}
              </Link>{' '}
              {other.day !== null && <span className="ui-num">{t('dayOf', { day: other.day, of: other.dayCount })}</span>}{' '}
              {other.isOverdue && <StatePill iteration={other} />}
              <span className="ui-second ui-trunc">{other.hypothesis}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** One block a day, those that are over filled. */
function DayBlocks({ day, of }: { day: number; of: number }) {
  return (
    <span className="iterations-blocks" aria-hidden="true">
      {Array.from({ length: of }, (_, index) => (
        <i key={index} className={index + 1 === day ? 'is-now' : index + 1 < day ? 'is-over' : ''} />
      ))}
    </span>
  );
}

function SampleLine({ sample }: { sample: { cases: number; of: number; missing: number; reachedOn: string | null } }) {
  const { t } = useTranslation('iterations');
  const { number, calendarDay } = useFormat();
  const { cases, of, missing, reachedOn } = sample;
  const counts = { cases: number(cases), of: number(of), count: missing };
  return (
    <p className="iterations-sample ui-small ui-second">
      {missing === 0
        ? t('sample.enough', counts)
        : reachedOn === null
          ? t('sample.tooFew', counts)
          : t('sample.tooFewUntil', { ...counts, when: calendarDay(reachedOn).both })}
    </p>
  );
}

import type { IterationSummary } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PersonTag } from '../session/index.ts';
import { Card, useFormat, useRowFocus } from '../ui/index.ts';
import { StatePill } from './state-pill.tsx';
import { useProcessName } from './use-process-name.ts';

/** Iterations under the process that they are of; a process with a running one comes first. */
export function IterationList({ items }: { items: readonly IterationSummary[] }) {
  const { t } = useTranslation('iterations');
  const nameOf = useProcessName();
  const rows = useRowFocus<HTMLDivElement>(t('title'));
  const groups = [...Map.groupBy(items, ({ processId }) => processId).values()].toSorted(
    (one, other) => Number(hasRunning(other)) - Number(hasRunning(one)),
  );
  return (
    <div className="iterations-list" ref={rows}>
      {groups.map((own) => {
        const [first] = own;
        if (!first) return null;
        return (
          <Card key={first.processId} title={nameOf(first)} note={t('count', { count: own.length })}>
            <IterationRows items={own} />
          </Card>
        );
      })}
    </div>
  );
}

/** Iterations, one under another: when, what was expected, what came of it. */
export function IterationRows({ items }: { items: readonly IterationSummary[] }) {
  return (
    <ul>
      {items.map((iteration) => (
        <Row key={iteration.id} iteration={iteration} />
      ))}
    </ul>
  );
}

const hasRunning = (items: readonly IterationSummary[]): boolean => items.some(({ state }) => state === 'running');

function Row({ iteration }: { iteration: IterationSummary }) {
  const { t } = useTranslation('iterations');
  const { calendarDay } = useFormat();
  const { id, number, startsOn, endsOn, hypothesis, day, dayCount, versions, ownerId, verdict } = iteration;
  return (
    <li className="iterations-row">
      <div className="iterations-row-head">
        <Link to="/iterations/$iterationId" params={{ iterationId: id }} data-row="" className="iterations-name">
          {t('name', { number })}
        </Link>
        <StatePill iteration={iteration} />
        {day !== null && <b className="ui-num ui-small">{t('dayOf', { day, of: dayCount })}</b>}
      </div>
      <div className="iterations-row-said">
        <p>{hypothesis}</p>
        {verdict && <p className="ui-second ui-small">{t('because', { reason: verdict.reason })}</p>}
      </div>
      <div className="iterations-row-facts ui-second ui-small ui-num">
        <span>{t('span', { from: calendarDay(startsOn).both, to: calendarDay(endsOn).both })}</span>
        {versions.length > 0 && <span>{versions.map((version) => t('version', { version })).join(', ')}</span>}
        {ownerId && <PersonTag id={ownerId} />}
      </div>
    </li>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';

/** Around the ring, in the units of its drawing. */
const around = 2 * Math.PI * 15;

/** The day of the iteration that runs, as a ring that fills; one tap from its board. */
export function IterationRing() {
  const { t } = useTranslation('shell');
  const { data } = useQuery(queries.home());
  const running = (data?.iterations ?? []).filter(({ day }) => day !== null);
  const [first] = running;
  if (!first || first.day === null) return null;
  const { id, number, day, dayCount } = first;
  const name = running.length === 1 ? t('iteration.name', { number }) : t('iteration.several', { count: running.length });
  const dayText = t('iteration.day', { day, of: dayCount });
  const where =
    running.length === 1
      ? ({ to: '/iterations/$iterationId', params: { iterationId: id } } as const)
      : ({ to: '/iterations', search: { state: 'running' } } as const);
  return (
    <Link {...where} className="shell-iteration" title={`${name}, ${dayText}`}>
      <span className="ui-unseen">{`${name}, ${dayText}`}</span>
      <svg width="30" height="30" viewBox="0 0 36 36" aria-hidden="true">
        <circle className="is-whole" cx="18" cy="18" r="15" />
        <circle
          className="is-over"
          cx="18"
          cy="18"
          r="15"
          strokeDasharray={`${(around * Math.min(day, dayCount)) / dayCount} ${around}`}
          transform="rotate(-90 18 18)"
        />
        <text x="18" y="22" textAnchor="middle">
          {day}
        </text>
      </svg>
      <span className="shell-text ui-small" aria-hidden="true">
        <b>{name}</b>
        <small className="ui-third">{dayText}</small>
      </span>
    </Link>
  );
}

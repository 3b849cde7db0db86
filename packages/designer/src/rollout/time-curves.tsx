import type { ArmTimes, Rollout } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';

/** Days between two marks below the curves. */
const marks = [0.25, 0.5, 1, 2, 5, 7, 14, 28, 56, 91] as const;
const mostMarks = 8;
const dayMs = 86_400_000;

/** How long the cases of both arms take: which part is finished by when, drawn with its band, and as a table. */
export function TimeCurves({ rollout: { times } }: { readonly rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { number, span } = useFormat();
  const drawn = times.filter(({ points }) => points.length > 0);
  if (times.every(({ cases }) => cases === 0)) return null;
  const until = Math.max(...drawn.map(({ untilDays }) => untilDays), 0.25);
  const step = marks.find((each) => until / each <= mostMarks) ?? until / mostMarks;
  const days = Array.from({ length: Math.floor(until / step) }, (_, index) => (index + 1) * step);
  const short = (value: number) => number(Math.round(value * 100) / 100);
  const percent = (part: number) => number(Math.round(part * 100));
  return (
    <figure className="rollout-times">
      <figcaption>
        <b>{t('times.title')}</b>
        <small className="ui-second">{t('times.note')}</small>
      </figcaption>
      {drawn.length > 0 && (
        <div className="rollout-plot" aria-hidden="true">
          <ol className="rollout-up">
            {[100, 50, 0].map((value) => (
              <li key={value}>{t('percent', { value: number(value) })}</li>
            ))}
          </ol>
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            {[0, 50, 100].map((y) => (
              <line key={y} className="rollout-grid" x1="0" x2="100" y1={y} y2={y} />
            ))}
            {times.map((arm, index) => (
              <g key={arm.version} className={lookOf(index)}>
                <path className="rollout-band" d={bandPath(arm, until)} />
                <path className="rollout-curve" d={`M0 100${curvePath(arm, until)}`} />
              </g>
            ))}
          </svg>
          <ol className="rollout-along">
            {days.map((day) => (
              <li key={day} style={{ left: `${(day / until) * 100}%` }}>
                {short(day)}
              </li>
            ))}
          </ol>
        </div>
      )}
      <ul className="rollout-legend">
        {times.map((arm, index) => (
          <li key={arm.version} className={lookOf(index)}>
            <span aria-hidden="true" /> {saidOf(arm)}
          </li>
        ))}
      </ul>
      {drawn.length > 0 && (
        <details>
          <summary>{t('times.table')}</summary>
          <table className="ui-table ui-num rollout-guards">
            <thead>
              <tr>
                <th scope="col">{t('times.days')}</th>
                {times.map(({ version, cases }) => (
                  <th key={version} scope="col" className="is-num">
                    {t('times.of', { version, count: cases, cases: number(cases) })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day}>
                  <th scope="row">{short(day)}</th>
                  {times.map((arm) => (
                    <td key={arm.version} className="is-num">
                      {cellOf(arm, day)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </figure>
  );

  function saidOf({ version, half, points }: ArmTimes): string {
    if (points.length === 0) return t('times.few', { version });
    if (!half) return t('times.noHalf', { version });
    const { lowDays: low, highDays: high } = half;
    const said = { version, after: span(half.days * dayMs) };
    return low === null || high === null
      ? t('times.half', said)
      : t('times.halfBetween', { ...said, low: span(low * dayMs), high: span(high * dayMs) });
  }

  /** Nothing is said of a time that none of them was seen for. */
  function cellOf({ points, untilDays }: ArmTimes, day: number): string {
    if (points.length === 0 || day > untilDays) return '–';
    const point = points.findLast((each) => each.days <= day);
    if (!point) return t('percent', { value: number(0) });
    return t('times.cell', { value: percent(point.done), low: percent(point.low), high: percent(point.high) });
  }
}

const lookOf = (index: number): string => (index === 0 ? 'is-treatment' : 'is-control');

const across = (days: number, until: number): number => Math.min(100, (days / until) * 100);
const up = (part: number): number => 100 - part * 100;

/** From the corner, in steps, to the end of what was seen. */
function curvePath({ points, untilDays }: ArmTimes, until: number): string {
  const steps = points.map(({ days, done }) => `H${across(days, until)}V${up(done)}`);
  return points.length === 0 ? '' : `${steps.join('')}H${across(untilDays, until)}`;
}

/** Along its upper edge, and back along its lower one. */
function bandPath({ points, untilDays }: ArmTimes, until: number): string {
  const [first] = points;
  if (!first) return '';
  const there = points.map(({ days, high }) => `H${across(days, until)}V${up(high)}`);
  const back = points.toReversed().map(({ days, low }) => `V${up(low)}H${across(days, until)}`);
  return `M${across(first.days, until)} 100${there.join('')}H${across(untilDays, until)}${back.join('')}V100Z`;
}

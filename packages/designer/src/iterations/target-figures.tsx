import type { Evidence, Iteration } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { axisOf } from './axis.ts';
import { shippedOf, useElementNames } from './use-element-names.ts';
import { useFigureWords } from './use-figure-words.ts';

type Target = Evidence['targets'][number];

const unmeasured = { cases: 0, running: 0, estimate: null, low: null, high: null };

/** The figures that are to change: where each is now, between its baseline and its target. */
export function TargetFigures({ iteration, evidence }: { iteration: Iteration; evidence: Evidence | undefined }) {
  const { t } = useTranslation('iterations');
  const elementName = useElementNames(iteration.processId, shippedOf(iteration));
  const targets: readonly Target[] =
    evidence?.targets ?? iteration.targets.map((target) => ({ ...target, now: unmeasured, remark: 'tooFew' as const }));
  if (targets.length === 0) return <p className="ui-card iterations-no-targets ui-second">{t('noTargets')}</p>;
  return (
    <div className="ui-card iterations-figures ui-num">
      {targets.map((target) => (
        <Figure
          key={`${target.figure} ${target.elementId}`}
          target={target}
          isRead={evidence !== undefined}
          element={target.elementId === null ? undefined : elementName(target.elementId)}
        />
      ))}
    </div>
  );
}

function Figure({ target, isRead, element }: { target: Target; isRead: boolean; element: string | undefined }) {
  const { t } = useTranslation('iterations');
  const words = useFigureWords();
  const { figure, unit, baseline, now, remark } = target;
  const measure = words.measureOf(unit, [now.estimate, baseline.value, target.target]);
  const value = (of: number | null) => words.value(of, measure);
  const between = words.between(now.low, now.high, measure);
  const name = words.name(figure, element);
  const said = t(`remark.${remark}`, { target: value(target.target), baseline: value(baseline.value) });
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <div className="iterations-value">
        <b>{value(remark === 'tooFew' ? null : now.estimate)}</b>
        {remark !== 'tooFew' && now.estimate !== null && <span className="ui-second ui-small">{between}</span>}
      </div>
      <p className="ui-small ui-second">{isRead ? said : ' '}</p>
      <FigureLine target={target} />
      <Ends target={target} value={value} />
    </section>
  );
}

const baselineWord = { measured: 'baseline', typed: 'baselineTyped', imported: 'baselineImported' } as const;

/** Labels that stand nearer to one another than this, in per cent of the line, go to its ends. */
const roomForLabel = 48;

/** What the marks on the line are, each under its own where there is room. */
function Ends({ target, value }: { target: Target; value: (of: number | null) => string }) {
  const { t } = useTranslation('iterations');
  const { baseline } = target;
  const { placeOf } = axisOfTarget(target);
  if (baseline.value === target.target)
    return (
      <p className="iterations-ends ui-small ui-second">
        <span>{t('baselineAndTarget', { value: value(target.target) })}</span>
      </p>
    );
  const labels = [
    {
      place: placeOf(baseline.value ?? target.target),
      text: baseline.value === null ? t('noBaseline') : t(baselineWord[baseline.origin], { value: value(baseline.value) }),
    },
    { place: placeOf(target.target), text: t('target', { value: value(target.target) }) },
  ].toSorted((one, other) => one.place - other.place);
  const [left, right] = labels;
  const isApart = left !== undefined && right !== undefined && right.place - left.place >= roomForLabel;
  const edge = baseline.origin === 'measured' ? 16 : 24;
  const under = (place: number) => (isApart ? { style: { left: `${Math.min(100 - edge, Math.max(edge, place))}%` } } : {});
  return (
    <p className={`iterations-ends ui-small ui-second${isApart ? ' is-apart' : ''}`}>
      {labels.map(({ place, text }) => (
        <span key={text} {...under(place)}>
          {text}
        </span>
      ))}
    </p>
  );
}

const axisOfTarget = ({ baseline, target, now, remark, better }: Target) =>
  axisOf(
    [baseline.value, target, ...(remark === 'tooFew' || now.estimate === null ? [] : [now.estimate, now.low, now.high])],
    better,
  );

/** Baseline, interval, now and target on a line from worse to better; the words beside it say the same. */
function FigureLine({ target: of }: { target: Target }) {
  const { baseline, target, now, remark } = of;
  const { placeOf } = axisOfTarget(of);
  const at = (value: number) => `${placeOf(value)}%`;
  const isTold = remark !== 'tooFew' && now.estimate !== null;
  return (
    <svg className="iterations-line" height="28" width="100%" aria-hidden="true">
      <line className="is-axis" x1="0" x2="100%" y1="14" y2="14" />
      {isTold && now.low !== null && now.high !== null && (
        <line className="is-range" x1={at(now.low)} x2={at(now.high)} y1="14" y2="14" />
      )}
      {baseline.value !== null && baseline.value !== target && (
        <line className="is-baseline" x1={at(baseline.value)} x2={at(baseline.value)} y1="5" y2="23" />
      )}
      <svg x={at(target)} overflow="visible" aria-hidden="true">
        <path className="is-target" d="M0 2v24" />
        <path className="is-flag" d="M1 3h9l-3 3.500 3 3.500h-9z" />
      </svg>
      {isTold && now.estimate !== null && <circle className="is-now" cx={at(now.estimate)} cy="14" r="5.5" />}
    </svg>
  );
}

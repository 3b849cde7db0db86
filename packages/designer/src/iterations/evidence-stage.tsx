import type { Comparison, Measured, Saying, StageOfEvidence } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { Icon, useFormat } from '../ui/index.ts';
import { differenceAxis } from './axis.ts';
import { type Measure, unitOf } from './figure-values.ts';
import { useFigureWords } from './use-figure-words.ts';
import { useSayings } from './use-sayings.ts';

interface Props {
  readonly number: number;
  readonly stage: StageOfEvidence;
  readonly elementName: (elementId: string) => string;
  readonly isTable: boolean;
}

/** One of the three comparisons: how many cases, how far apart, what may be said and what may not. */
export function EvidenceStage({ number: place, stage, elementName, isTable }: Props) {
  const { t } = useTranslation('iterations');
  const say = useSayings(elementName);
  const [isWhole, setWhole] = useState(false);
  const cannotSay = useUnsaid(stage, elementName);
  const shown = stage.comparisons.filter(({ standing, difference }) => standing !== 'tooFew' && difference.estimate !== null);
  return (
    <section className="iterations-stage" aria-labelledby={`iterations-stage-${stage.stage}`}>
      <h3>
        <span className="iterations-stage-number" aria-hidden="true">
          {place}
        </span>
        <span id={`iterations-stage-${stage.stage}`}>{t(`against.${stage.stage}`)}</span>
        <small className="ui-num">
          <Sizes stage={stage} />
        </small>
      </h3>
      {!isTable && shown.length > 0 && (
        <div className="iterations-differences ui-num">
          {place === 1 && (
            <span className="iterations-scale" aria-hidden="true">
              <span>{t('worse')}</span>
              <span>{t('better')}</span>
            </span>
          )}
          {shown.map((comparison) => (
            <Difference key={`${comparison.figure} ${comparison.elementId}`} comparison={comparison} elementName={elementName} />
          ))}
        </div>
      )}
      <ul className="iterations-sayings">
        {stage.canSay.map((saying, index) => (
          <li key={`${saying.code} ${saying.figure} ${saying.elementId} ${index}`} className="is-said">
            <Icon name="check" size={15} label={t('weCanSay')} />
            <span>{say(saying)}</span>
          </li>
        ))}
        {(isWhole ? cannotSay : cannotSay.slice(0, unsaidAtFirst)).map((text) => (
          <li key={text} className="is-open">
            <Icon name="ask" size={15} label={t('weCannotSay')} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {cannotSay.length > unsaidAtFirst && (
        <button type="button" className="ui-linklike iterations-unsaid" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('notes.fewer') : t('moreUnsaid', { count: cannotSay.length - unsaidAtFirst })}
        </button>
      )}
      {isTable && stage.comparisons.length > 0 && <FigureTable stage={stage} elementName={elementName} />}
    </section>
  );
}

/** Of what may not be said, so much is in sight at once. */
const unsaidAtFirst = 3;
/** What would help it is told last. */
const hints: ReadonlySet<Saying['code']> = new Set(['missing', 'stillRunning', 'typedBaseline']);

/** What may not be said yet: the figures that have too few cases in one line, and what would help it last. */
function useUnsaid({ cannotSay }: StageOfEvidence, elementName: (elementId: string) => string): readonly string[] {
  const { t } = useTranslation('iterations');
  const say = useSayings(elementName);
  const words = useFigureWords();
  const lacking = cannotSay.filter(({ code, figure }) => code === 'tooFew' && figure !== null);
  const isJoined = lacking.length > 1;
  const figures = lacking.flatMap(({ figure, elementId }) =>
    figure === null ? [] : [words.name(figure, elementId === null ? undefined : elementName(elementId))],
  );
  const others = cannotSay.filter((saying) => !isJoined || !lacking.includes(saying));
  return [
    ...others.filter(({ code }) => !hints.has(code)).map(say),
    ...(isJoined ? [t('tooFewFor', { figures: figures.join(t('comma')) })] : []),
    ...others.filter(({ code }) => hints.has(code)).map(say),
  ];
}

/** On how many cases it stands, and on which versions. */
function Sizes({ stage }: { stage: StageOfEvidence }) {
  const { t } = useTranslation('iterations');
  const { number } = useFormat();
  const { stage: which, treatmentVersions, againstVersions, treatmentCases, againstCases, benchmark } = stage;
  const versions = (of: readonly number[]) => of.map((version) => t('version', { version })).join(', ');
  if (!stage.isThere) return t('notThereYet');
  if (which === 'industry') return <PackName id={benchmark} />;
  if (which === 'baseline') {
    const origins = new Set(stage.comparisons.map(({ againstOrigin }) => againstOrigin));
    const given = (['typed', 'imported'] as const).filter((origin) => origins.has(origin)).map((origin) => t(`origin.${origin}`));
    const counted = origins.has('measured') ? [t('cases', { count: againstCases, cases: number(againstCases) })] : [];
    return [...counted, ...given].join(t('comma'));
  }
  return t('bothSizes', {
    treatment: versions(treatmentVersions),
    treatmentCases: number(treatmentCases),
    control: versions(againstVersions),
    controlCases: number(againstCases),
  });
}

/** What stands for the industry. */
function PackName({ id }: { id: string | null }) {
  const { t } = useTranslation('iteration');
  const { data } = useQuery(queries.benchmarkPacks());
  const pack = data?.items.find((each) => each.id === id);
  return pack ? t(`iteration:benchmark.${pack.industry}`, { year: pack.year }) : id;
}

interface DifferenceProps {
  readonly comparison: Comparison;
  readonly elementName: (elementId: string) => string;
}

/** What nothing bounds yet goes to the end of the line. */
const unbounded = 1e15;

/** A difference with what is not ruled out, on a line from worse to better. */
function Difference({ comparison, elementName }: DifferenceProps) {
  const words = useFigureWords();
  const { figure, elementId, unit, better, difference, isRelative, standing, wanted } = comparison;
  const { estimate, low, high } = difference;
  const measure = words.measureOf(unit, [estimate, low, high]);
  const { placeOf } = differenceAxis([estimate, low, high, isRelative ? wanted : null], better);
  const at = (value: number) => `${placeOf(value)}%`;
  const name = words.name(figure, elementId === null ? undefined : elementName(elementId));
  return (
    <>
      <span className="iterations-difference-name" title={name}>
        {name}
      </span>
      <svg className={`iterations-difference is-${standing}`} height="20" width="100%" aria-hidden="true">
        <line className="is-axis" x1="0" x2="100%" y1="10" y2="10" />
        <line className="is-zero" x1="50%" x2="50%" y1="2" y2="18" />
        {isRelative && wanted !== null && <line className="is-wanted" x1={at(wanted)} x2={at(wanted)} y1="2" y2="18" />}
        <line className="is-range" x1={at(low ?? -unbounded)} x2={at(high ?? unbounded)} y1="10" y2="10" />
        {estimate !== null && <circle cx={at(estimate)} cy="10" r="4.5" />}
      </svg>
      <b>{isRelative ? words.relative(estimate) : words.signed(estimate, measure)}</b>
    </>
  );
}

/** The same figures as a table. */
function FigureTable({ stage, elementName }: Pick<Props, 'stage' | 'elementName'>) {
  const { t } = useTranslation('iterations');
  const words = useFigureWords();
  return (
    <div className="iterations-table">
      <table className="ui-table ui-num">
        <thead>
          <tr>
            {(['figure', 'new', 'other', 'difference'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stage.comparisons.map((comparison) => {
            const { figure, elementId, unit, treatment, against, againstOrigin, difference, isRelative, standing, missingCases } =
              comparison;
            const measure = words.measureOf(unitOf(figure), [treatment.estimate, against.estimate]);
            const apart = words.measureOf(unit, [difference.estimate, difference.low, difference.high]);
            const range = isRelative
              ? words.between(difference.low, difference.high, 'share')
              : words.between(difference.low, difference.high, apart);
            return (
              <tr key={`${figure} ${elementId}`}>
                <th scope="row">
                  {words.name(figure, elementId === null ? undefined : elementName(elementId))}
                  <small className="ui-second">{t(`standing.${standing}`)}</small>
                  {missingCases !== null && missingCases > 0 && (
                    <small className="ui-second">{t('table.missing', { count: missingCases })}</small>
                  )}
                </th>
                <Side measured={treatment} measure={measure} />
                <Side measured={against} measure={measure} origin={againstOrigin} />
                <td>
                  {isRelative ? words.relative(difference.estimate) : words.signed(difference.estimate, apart)}
                  {difference.estimate !== null && <small className="ui-second">{range}</small>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface SideProps {
  readonly measured: Measured;
  readonly measure: Measure;
  readonly origin?: Comparison['againstOrigin'];
}

function Side({ measured: { estimate, cases }, measure, origin = 'measured' }: SideProps) {
  const { t } = useTranslation('iterations');
  const { number } = useFormat();
  const words = useFigureWords();
  return (
    <td>
      {words.value(estimate, measure)}
      {origin !== 'measured' && <small className="ui-second">{t(`origin.${origin}`)}</small>}
      {(origin === 'measured' || cases > 0) && (
        <small className="ui-second">{t('cases', { count: cases, cases: number(cases) })}</small>
      )}
    </td>
  );
}

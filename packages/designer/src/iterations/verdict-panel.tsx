import type { ComeBack, Evidence, Iteration, VerdictOutcome } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { Icon, LoadingSkeleton, Pill, ProblemBanner, useFormat } from '../ui/index.ts';
import { EvidenceStage } from './evidence-stage.tsx';
import { OutcomePill, outcomes } from './state-pill.tsx';
import { shippedOf, useElementNames } from './use-element-names.ts';
import { VerdictDialog } from './verdict-dialog.tsx';

interface Props {
  readonly iteration: Iteration;
  readonly evidence: Evidence | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** What the figures let one say, against whom, and the decision that rests on it. */
export function VerdictPanel({ iteration, evidence, error, onRetry }: Props) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const { calendarDay } = useFormat();
  const elementName = useElementNames(iteration.processId, shippedOf(iteration));
  const { verdict, verdictDueOn, dayCount } = iteration;
  const [isTable, setTable] = useState(false);
  const hasFigures = evidence?.stages.some(({ comparisons }) => comparisons.length > 0) ?? false;
  return (
    <aside className="ui-card iterations-verdict" aria-labelledby="iterations-verdict">
      <header>
        <h2 id="iterations-verdict">{t('verdict.title')}</h2>
        {verdict ? (
          <OutcomePill outcome={verdict.outcome} />
        ) : (
          <span className="ui-small ui-second">{t('verdict.due', { when: calendarDay(verdictDueOn).both, day: dayCount })}</span>
        )}
        {hasFigures && (
          <button
            type="button"
            className="ui-linklike ui-card-aside iterations-as-table"
            aria-pressed={isTable}
            onClick={() => setTable(!isTable)}
          >
            {t('table.open')}
          </button>
        )}
      </header>
      {verdict && <Given iteration={iteration} />}
      {error && <ProblemBanner title={refusalText(error)} onRetry={onRetry} />}
      {!evidence && !error && <LoadingSkeleton lines={9} />}
      {evidence?.stages.map((stage, index) => (
        <EvidenceStage key={stage.stage} number={index + 1} stage={stage} elementName={elementName} isTable={isTable} />
      ))}
      {!verdict && <Give iteration={iteration} />}
    </aside>
  );
}

/** The decisions that there are to take; while they are shut, why. */
function Give({ iteration }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const id = useId();
  const [chosen, setChosen] = useState<VerdictOutcome>();
  const shut = useShutReason(iteration);
  return (
    <section className="iterations-give" aria-label={t('verdict.give')}>
      <div className="iterations-outcomes">
        {outcomes.map((outcome) => (
          <Button
            key={outcome}
            danger={outcome === 'rollBack' && shut(outcome) === undefined}
            aria-disabled={shut(outcome) !== undefined}
            aria-describedby={id}
            onClick={() => shut(outcome) === undefined && setChosen(outcome)}
          >
            {t(`outcomeDo.${outcome}`)}
          </Button>
        ))}
      </div>
      <Why id={id} iteration={iteration} reasons={outcomes.flatMap((outcome) => shut(outcome) ?? [])} />
      {chosen && <VerdictDialog iteration={iteration} outcome={chosen} onClose={() => setChosen(undefined)} />}
    </section>
  );
}

/** Why a verdict cannot be given yet, or not by the reader; undefined where it can. */
function useShutReason(iteration: Iteration): (outcome: VerdictOutcome) => string | undefined {
  const { t } = useTranslation('iterations');
  const { calendarDay, number } = useFormat();
  const { opening, sample, state, versions, dayCount, can } = iteration;
  const counts = { cases: number(sample.cases), of: number(sample.of), day: dayCount, when: calendarDay(opening.opensOn).both };
  return (outcome) => {
    if (state === 'planned') return t('verdict.shut.planned');
    if (!opening.isOpen) return t('verdict.shut.notYet', counts);
    if (!can.includes('verdict')) return t('verdict.shut.others');
    if (outcome === 'adjust') return undefined;
    if (!versions.some(({ at }) => at !== null)) return t('verdict.shut.nothingShipped');
    const isAdminNeeded = outcome === 'rollBack' && liveOf(iteration) !== undefined && !can.includes('rollBack');
    return isAdminNeeded ? t('verdict.shut.adminRollsBack') : undefined;
  };
}

const liveOf = ({ versions }: Iteration) => versions.find(({ state }) => state === 'live' || state === 'rollingOut');

function Why({ id, iteration, reasons }: { id: string; iteration: Iteration; reasons: readonly string[] }) {
  const { t } = useTranslation('iterations');
  const { number } = useFormat();
  const { opening, sample, processId } = iteration;
  const live = liveOf(iteration);
  const isShut = reasons.length === outcomes.length;
  const counts = { cases: number(sample.cases), of: number(sample.of) };
  const opened = t(`verdict.open.${opening.why === 'sample' ? 'sample' : 'lastDay'}`, counts);
  return (
    <p id={id} className="iterations-why ui-small ui-second">
      <Icon name={isShut ? 'lock' : 'check'} size={15} />
      <span>
        {[...(isShut ? [] : [opened]), ...new Set(reasons)].join(' ')}{' '}
        {isShut && live && (
          <>
            {t('verdict.stopHarm', { version: live.version })}{' '}
            <Link to="/processes/$processId/versions" params={{ processId }} search={{ version: String(live.version) }}>
              {t('verdict.versions')}
            </Link>
          </>
        )}
      </span>
    </p>
  );
}

/** What was decided, by whom and why, and when it is looked at again. */
function Given({ iteration }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const { nameOf } = useDirectory();
  const { when, full, calendarDay } = useFormat();
  const { verdict, comesBack, askAgainOn } = iteration;
  if (!verdict) return null;
  return (
    <section className="iterations-given">
      <p>{t('quoted', { text: verdict.reason })}</p>
      <p className="ui-second ui-small" title={full(verdict.at)}>
        {t('byAt', { name: nameOf(verdict.by), when: when(verdict.at) })}
      </p>
      {askAgainOn && <p className="ui-small ui-second">{t('verdict.askAgain', { when: calendarDay(askAgainOn).both })}</p>}
      {comesBack.length > 0 && (
        <>
          <h3>{t('comesBack.heading')}</h3>
          <ul className="iterations-comebacks">
            {comesBack.map((back) => (
              <Back key={back.stage} iteration={iteration} back={back} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const backTones = { upcoming: 'grey', due: 'amber', overdue: 'red', done: 'green' } as const;
const backIcons = { upcoming: 'clock', due: 'clock', overdue: 'warn', done: 'check' } as const;

function Back({ iteration, back }: { iteration: Iteration; back: ComeBack }) {
  const { t } = useTranslation('iterations');
  const { calendarDay } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { stage, opensOn, dueOn, state, verdict } = back;
  const mayGive = (state === 'due' || state === 'overdue') && iteration.can.includes('comeBack');
  return (
    <li>
      <span className="ui-grow">
        {t(`against.${stage}`)}
        <small className="ui-second">
          {verdict
            ? t('because', { reason: verdict.reason })
            : t('comesBack.window', { from: calendarDay(opensOn).date, to: calendarDay(dueOn).date })}
        </small>
      </span>
      {verdict ? (
        <OutcomePill outcome={verdict.outcome} />
      ) : (
        <Pill tone={backTones[state]} icon={backIcons[state]}>
          {t(`comesBack.state.${state}`)}
        </Pill>
      )}
      {mayGive && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('comesBack.give')}
        </Button>
      )}
      {isOpen && <VerdictDialog iteration={iteration} stage={stage} onClose={() => setOpen(false)} />}
    </li>
  );
}

import './rollout.css';
import type { Rollout, Version } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HeldNote } from '../blackout/index.ts';
import { api, isNotThere, queries, useRefusalText } from '../client/index.ts';
import { hasRole, useDirectory, useMe } from '../session/index.ts';
import { Icon, Pill, ProblemBanner, useFormat } from '../ui/index.ts';
import { BackDialog } from './back-dialog.tsx';
import { GuardTable } from './guard-table.tsx';
import { RolloutSteps } from './rollout-steps.tsx';
import { leftBeside, ShareDialog } from './share-dialog.tsx';
import { TimeCurves } from './time-curves.tsx';
import { useVersionNames } from './version-names.ts';

/** The usual shares; the next one is what is offered. */
const usual = [5, 25, 50, 100] as const;

/** How a version comes to its share of new cases, and what is tried beside it, for whoever draws and watches; only admins change it. */
export function RolloutPanel({ version }: { version: Version }) {
  const refusalText = useRefusalText();
  const { processId } = version;
  const { data: process } = useQuery(queries.process(processId));
  const isAny = process?.hasRollout ?? false;
  const { data: own, error } = useQuery({ ...queries.rollout(processId, version.version), enabled: isAny, retry: false });
  const { data: running } = useQuery({ ...queries.rollouts(processId), enabled: isAny });
  if (error && !isNotThere(error)) return <ProblemBanner title={refusalText(error)} />;
  const all = running?.items ?? [];
  const others = all.filter((each) => each.version !== version.version);
  return (
    <>
      {own && <OwnRollout version={version} rollout={own} />}
      {others.length > 0 && version.share !== null && <TriedToo rollouts={others} isBeside={own?.state === 'running'} />}
      <WaysOn version={version} hasLive={process?.liveVersion != null} others={all.filter((each) => each !== own)} />
    </>
  );
}

interface WaysOnProps {
  readonly version: Version;
  readonly hasLive: boolean;
  /** What is rolled out. */
  readonly others: readonly Rollout[];
}

/** What an admin does with a version that is not being rolled out: begin, or go back from it. */
function WaysOn({ version, hasLive, others }: WaysOnProps) {
  const { t } = useTranslation('rollout');
  const isAdmin = hasRole(useMe(), 'admin');
  const isAlone = version.share === 100 && others.length === 0;
  const { data: way } = useQuery({ ...queries.wayBack(version.processId), enabled: isAdmin && isAlone });
  const mayBegin = isAdmin && hasLive && version.share === null && ['approved', 'draining', 'retired'].includes(version.state);
  const back = isAdmin && isAlone ? way : null;
  if (!mayBegin && !back) return null;
  return (
    <section className="rollout" aria-label={t('title')}>
      <div className="rollout-actions">
        {mayBegin && <BeginButton version={version} others={others} />}
        {back && <BackButton version={version} to={back.to} />}
        <small className="ui-second">{t(mayBegin ? 'beginNote' : 'backNote', { version: back?.to ?? '' })}</small>
      </div>
    </section>
  );
}

const worstFirst = ['broken', 'worse', 'tooEarly', 'within', 'better'] as const;

/** What else is tried, each with its guardrails. */
function TriedToo({ rollouts, isBeside }: { readonly rollouts: readonly Rollout[]; readonly isBeside: boolean }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const id = useId();
  return (
    <section className="rollout" aria-labelledby={id}>
      <header>
        <h3 id={id}>{t(isBeside ? 'triedToo' : 'tried')}</h3>
      </header>
      {rollouts.map((rollout) => {
        const worst = worstFirst.find((verdict) => rollout.figures.some((figure) => figure.verdict === verdict));
        return (
          <details key={rollout.id} open className="rollout-other">
            <summary>
              <b className="ui-num">{t('part', { version: rollout.version, share: number(rollout.share) })}</b>{' '}
              {rollout.isPaused && <Pill tone="amber">{t('paused')}</Pill>}{' '}
              {worst && <span className={`rollout-verdict is-${worst}`}>{t(`verdicts.${worst}`)}</span>}
            </summary>
            <LacksRoom rollout={rollout} />
            <Guards rollout={rollout} />
            <TimeCurves rollout={rollout} />
            <Link
              to="/processes/$processId/versions"
              params={{ processId: rollout.processId }}
              search={{ version: String(rollout.version) }}
            >
              {t('toVersion', { version: rollout.version })}
            </Link>
          </details>
        );
      })}
    </section>
  );
}

function Guards({ rollout }: { readonly rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  if (rollout.figures.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it is wider than the screen, and scrolled by keys.
    <section className="rollout-table" aria-label={t('guardsOf', { version: rollout.version })} tabIndex={0}>
      <GuardTable rollout={rollout} />
    </section>
  );
}

/** Its next step is due, and waits for room. */
function LacksRoom({ rollout: { lacksRoom, steps, free, others } }: { readonly rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const named = useVersionNames();
  const [next] = steps;
  if (!lacksRoom || !next) return null;
  return (
    <p role="status" className="ui-small rollout-verdict is-tooEarly">
      <Icon name="clock" />{' '}
      {t(next.share >= 100 ? 'lacksRoomForAll' : 'lacksRoom', {
        share: number(next.share),
        free: number(free),
        others: named(others.map(({ version }) => version)),
      })}
    </p>
  );
}

function BeginButton({ version, others }: { readonly version: Version; readonly others: readonly Rollout[] }) {
  const { t } = useTranslation('rollout');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('begin')}</Button>
      {isOpen && (
        <ShareDialog version={version} others={others} share={Math.min(5, leftBeside(others))} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

interface BackButtonProps {
  readonly version: Version;
  readonly to: number;
  readonly others?: readonly number[];
}

function BackButton({ version, to, others = [] }: BackButtonProps) {
  const { t } = useTranslation('rollout');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button danger icon={<Icon name="undo" />} onClick={() => setOpen(true)}>
        {t('backTo', { version: to })}
      </Button>
      {isOpen && <BackDialog version={version} to={to} others={others} onClose={() => setOpen(false)} />}
    </>
  );
}

function OwnRollout({ version, rollout }: { version: Version; rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const { state, share, matureCases, minimumCases, splitChance, drawn, others } = rollout;
  const id = useId();
  const isBroken = splitChance < 0.01;
  return (
    <section className="rollout" aria-labelledby={id}>
      <header>
        <h3 id={id}>{t('title')}</h3>
        <Pill tone={state === 'rolledBack' ? 'red' : state === 'running' ? 'blue' : 'grey'}>{t(`states.${state}`)}</Pill>
        {rollout.isPaused && state === 'running' && <Pill tone="amber">{t('paused')}</Pill>}
        <Split rollout={rollout} isBroken={isBroken} />
      </header>
      <RolloutSteps rollout={rollout} />
      {rollout.held && <HeldNote held={rollout.held} isStep />}
      <LacksRoom rollout={rollout} />
      {rollout.rule !== null && <p className="ui-small">{t('byRule', { rule: rollout.rule })}</p>}
      <RuleFailures rollout={rollout} />
      {rollout.groups.length > 0 && <p className="ui-small">{t('byGroups', { groups: rollout.groups.join(', ') })}</p>}
      {rollout.can.includes('rollOut') && <Actions version={version} rollout={rollout} />}
      <div className="rollout-enough">
        <b>
          {matureCases >= minimumCases
            ? t('enough', { cases: number(matureCases) })
            : t('tooFew', { cases: number(matureCases), wanted: number(minimumCases) })}
        </b>
        <progress value={Math.min(matureCases, minimumCases)} max={minimumCases} aria-label={t('matureLabel')} />
        <small className="ui-second">
          {t('maturity', { count: rollout.maturityDays, treatment: number(drawn.treatment), control: number(drawn.control) })}
        </small>
      </div>
      <Guards rollout={rollout} />
      <TimeCurves rollout={rollout} />
      <Happened rollout={rollout} />
      {state === 'running' && share < 100 && (
        <p className="ui-small ui-second">{t(others.length > 0 ? 'noteBeside' : 'note', { control: rollout.control })}</p>
      )}
    </section>
  );
}

/** New cases of which the rule could not be told, said where the rule stands. */
function RuleFailures({ rollout: { ruleFailures } }: { rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { number, when } = useFormat();
  if (!ruleFailures) return null;
  const { cases, lastId, lastAt, message } = ruleFailures;
  return (
    <p role="alert" className="ui-small rollout-verdict is-broken">
      <Icon name="warn" /> {t('ruleFailed', { count: cases, cases: number(cases), when: when(lastAt), message })}{' '}
      <Link to="/cases/$instanceId" params={{ instanceId: lastId }}>
        {t('ruleFailedLast')}
      </Link>
    </p>
  );
}

/** Cases expected in the smaller arm before a split can be told: the usual rule of Pearson's chi-square test. */
const leastExpected = 5;

function Split({ rollout: { drawn, plannedPart }, isBroken }: { rollout: Rollout; isBroken: boolean }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const total = drawn.treatment + drawn.control;
  if (total === 0 || plannedPart === null) return null;
  const percent = (part: number) => number(Math.round(part * 1000) / 10);
  if (!isBroken && total * Math.min(plannedPart, 1 - plannedPart) < leastExpected)
    return <span className="ui-card-aside ui-small ui-second">{t('splitTooFew', { count: total, cases: number(total) })}</span>;
  return (
    <span className={`ui-card-aside ui-small ${isBroken ? 'rollout-verdict is-broken' : 'ui-second'}`}>
      <Icon name={isBroken ? 'warn' : 'check'} />{' '}
      {t(isBroken ? 'splitBroken' : 'splitKept', { real: percent(drawn.treatment / total), planned: percent(plannedPart) })}
    </span>
  );
}

function Actions({ version, rollout }: { version: Version; rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const [share, setShare] = useState<number>();
  const { data: running } = useQuery(queries.rollouts(rollout.processId));
  const others = (running?.items ?? []).filter(({ id }) => id !== rollout.id);
  const next = usual.find((each) => each > rollout.share && each <= leftBeside(others)) ?? 100;
  const pause = useMutation({
    mutationFn: () =>
      api.rollOut(rollout.processId, { version: rollout.version, share: rollout.share, isPaused: !rollout.isPaused }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['processes'] }),
    onError: (error) => message.error(refusalText(error)),
  });
  return (
    <div className="rollout-actions">
      <Button type="primary" onClick={() => setShare(next)}>
        {t('shareNow', { share: number(next) })}
      </Button>
      <Button loading={pause.isPending} onClick={() => pause.mutate()}>
        {t(rollout.isPaused ? 'resume' : 'pause')}
      </Button>
      <BackButton version={version} to={rollout.control} others={others.map((each) => each.version)} />
      {share !== undefined && (
        <ShareDialog
          key={share}
          version={version}
          rollout={rollout}
          others={others}
          share={share}
          onClose={() => setShare(undefined)}
        />
      )}
    </div>
  );
}

/** What the server and people did to it, the last first. */
function Happened({ rollout: { events } }: { rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { nameOf } = useDirectory();
  const { when, full, number } = useFormat();
  const shown = events.filter(({ kind }) => kind !== 'began' && kind !== 'share').toReversed();
  if (shown.length === 0) return null;
  return (
    <ul className="rollout-events">
      {shown.map(({ kind, at, by, reason, figure }) => (
        <li key={`${at}-${kind}-${figure?.guard}`}>
          <time title={full(at)} className="ui-second ui-small">
            {when(at)}
          </time>{' '}
          {t(`events.${kind}`, {
            who: by === null ? t('itself') : nameOf(by),
            reason: reason ?? '',
            guard: figure ? t(`guards.${figure.guard}`) : '',
            treatment: figure
              ? t('ofTotal', { successes: number(figure.treatment.successes), trials: number(figure.treatment.trials) })
              : '',
            control: figure
              ? t('ofTotal', { successes: number(figure.control.successes), trials: number(figure.control.trials) })
              : '',
          })}
          {reason !== null && !reason.startsWith('guard:') && kind !== 'held' && kind !== 'noRoom' && <> “{reason}”</>}
        </li>
      ))}
    </ul>
  );
}

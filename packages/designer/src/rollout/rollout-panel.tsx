import './rollout.css';
import type { Rollout, Version } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HeldNote } from '../blackout/index.ts';
import { api, isNotThere, queries, useRefusalText } from '../client/index.ts';
import { hasRole, useDirectory, useMe } from '../session/index.ts';
import { Icon, Pill, ProblemBanner, useFormat } from '../ui/index.ts';
import { BackDialog } from './back-dialog.tsx';
import { GuardTable } from './guard-table.tsx';
import { RolloutSteps } from './rollout-steps.tsx';
import { ShareDialog } from './share-dialog.tsx';

/** The usual shares; the next one is what is offered. */
const usual = [5, 25, 50, 100] as const;

/** How a version comes to its share of new cases, for whoever draws and watches; only admins change it. */
export function RolloutPanel({ version }: { version: Version }) {
  const { t } = useTranslation('rollout');
  const refusalText = useRefusalText();
  const me = useMe();
  const { data: process } = useQuery(queries.process(version.processId));
  const hasRollout = process?.hasRollout ?? false;
  const { data, error } = useQuery({ ...queries.rollout(version.processId), enabled: hasRollout, retry: false });
  const isAdmin = hasRole(me, 'admin');
  const { data: way } = useQuery({ ...queries.wayBack(version.processId), enabled: isAdmin && version.share === 100 });
  const own = data?.version === version.version ? data : undefined;
  const others = data?.state === 'running' && !own ? data : undefined;
  if (error && !isNotThere(error)) return <ProblemBanner title={refusalText(error)} />;
  if (own) return <Running version={version} rollout={own} />;
  const hasLive = process?.liveVersion !== null;
  const mayBegin =
    isAdmin && hasLive && !others && version.share === null && ['approved', 'draining', 'retired'].includes(version.state);
  const back = isAdmin && !others && version.share === 100 ? way : null;
  if (!mayBegin && !back) return null;
  return (
    <section className="rollout" aria-label={t('title')}>
      <div className="rollout-actions">
        {mayBegin && <BeginButton version={version} />}
        {back && <BackButton version={version} to={back.to} />}
        <small className="ui-second">{t(mayBegin ? 'beginNote' : 'backNote', { version: back?.to ?? '' })}</small>
      </div>
    </section>
  );
}

function BeginButton({ version }: { version: Version }) {
  const { t } = useTranslation('rollout');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('begin')}</Button>
      {isOpen && <ShareDialog version={version} share={5} onClose={() => setOpen(false)} />}
    </>
  );
}

function BackButton({ version, to }: { version: Version; to: number }) {
  const { t } = useTranslation('rollout');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button danger icon={<Icon name="undo" />} onClick={() => setOpen(true)}>
        {t('backTo', { version: to })}
      </Button>
      {isOpen && <BackDialog version={version} to={to} onClose={() => setOpen(false)} />}
    </>
  );
}

function Running({ version, rollout }: { version: Version; rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const { state, share, matureCases, minimumCases, splitChance, drawn, figures } = rollout;
  const isBroken = splitChance < 0.01;
  return (
    <section className="rollout" aria-labelledby="rollout-title">
      <header>
        <h3 id="rollout-title">{t('title')}</h3>
        <Pill tone={state === 'rolledBack' ? 'red' : state === 'running' ? 'blue' : 'grey'}>{t(`states.${state}`)}</Pill>
        {rollout.isPaused && state === 'running' && <Pill tone="amber">{t('paused')}</Pill>}
        <Split rollout={rollout} isBroken={isBroken} />
      </header>
      <RolloutSteps rollout={rollout} />
      {rollout.held && <HeldNote held={rollout.held} isStep />}
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
      {figures.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it is wider than the screen, and scrolled by keys.
        <section className="rollout-table" aria-label={t('guard')} tabIndex={0}>
          <GuardTable rollout={rollout} />
        </section>
      )}
      <Happened rollout={rollout} />
      {state === 'running' && share < 100 && <p className="ui-small ui-second">{t('note', { control: rollout.control })}</p>}
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

function Split({ rollout: { drawn, share }, isBroken }: { rollout: Rollout; isBroken: boolean }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const total = drawn.treatment + drawn.control;
  if (total === 0) return null;
  const real = number(Math.round((drawn.treatment / total) * 1000) / 10);
  return (
    <span className={`ui-card-aside ui-small ${isBroken ? 'rollout-verdict is-broken' : 'ui-second'}`}>
      <Icon name={isBroken ? 'warn' : 'check'} /> {t(isBroken ? 'splitBroken' : 'splitKept', { real, planned: number(share) })}
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
  const next = usual.find((each) => each > rollout.share) ?? 100;
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
      <BackButton version={version} to={rollout.control} />
      {share !== undefined && (
        <ShareDialog key={share} version={version} rollout={rollout} share={share} onClose={() => setShare(undefined)} />
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
            guard: figure ? t(`guards.${figure.guard}`) : '',
            treatment: figure
              ? t('ofTotal', { successes: number(figure.treatment.successes), trials: number(figure.treatment.trials) })
              : '',
            control: figure
              ? t('ofTotal', { successes: number(figure.control.successes), trials: number(figure.control.trials) })
              : '',
          })}
          {reason !== null && !reason.startsWith('guard:') && <> “{reason}”</>}
        </li>
      ))}
    </ul>
  );
}

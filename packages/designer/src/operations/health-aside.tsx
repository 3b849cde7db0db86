import type { OperationsHealth } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { standingOf, verdictOf, waitOf } from './health-verdict.ts';

function Panel({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="ui-card operations-panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Jobs({ health, nowMs }: { health: OperationsHealth; nowMs: number }) {
  const { t } = useTranslation('operations');
  const { span, number } = useFormat();
  const { waitingKinds } = verdictOf(health, nowMs);
  return (
    <Panel title={t('health.jobs', { count: waitingKinds })}>
      {health.jobs.length === 0 ? (
        <p className="ui-second ui-small">{t('health.noJobs')}</p>
      ) : (
        <table className="operations-figures ui-num">
          <thead>
            <tr>
              {(['kind', 'waiting', 'oldest', 'workers'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`health.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {health.jobs.map((job) => {
              const wait = waitOf(job, nowMs);
              const standing = standingOf(job, nowMs);
              return (
                <tr key={job.type}>
                  <th scope="row">{job.type}</th>
                  <td className={`operations-${standing}`}>{number(job.waitingCount)}</td>
                  <td className={`operations-${standing}`}>{wait > 0 ? span(wait) : '–'}</td>
                  <td>{number(job.workerCount)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Line({ name, tone, children }: { name: string; tone?: 'bad' | 'slow' | undefined; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={tone && `operations-${tone}`}>{children}</dd>
    </div>
  );
}

function Timers({ timers }: Pick<OperationsHealth, 'timers'>) {
  const { t } = useTranslation('operations');
  const { number } = useFormat();
  return (
    <Panel title={t('health.timers', { count: timers.overdueCount })}>
      <dl className="operations-lines ui-num">
        <Line name={t('health.dueHour')}>{number(timers.dueWithinHourCount)}</Line>
        <Line name={t('health.dueToday')}>{number(timers.dueTodayCount)}</Line>
        <Line name={t('health.firedLate')} tone={timers.firedLateCount > 0 ? 'slow' : undefined}>
          {number(timers.firedLateCount)}
        </Line>
      </dl>
    </Panel>
  );
}

function System({ health, nowMs }: { health: OperationsHealth; nowMs: number }) {
  const { t } = useTranslation('operations');
  const { number, bytes, when, span } = useFormat();
  const { isOutboxBehind, isBackupOld } = verdictOf(health, nowMs);
  const { outbox, database, commands, demo } = health;
  const behind = outbox.oldestAt === null ? 0 : Math.max(0, nowMs - Date.parse(outbox.oldestAt));
  return (
    <Panel title={t('health.system')}>
      <dl className="operations-lines ui-num">
        <Line name={t('health.outbox')} tone={isOutboxBehind ? 'bad' : undefined}>
          {outbox.failingCount > 0
            ? t('health.outboxFailing', { count: outbox.failingCount })
            : t('health.outboxWaits', { count: outbox.waitingCount, span: span(behind) })}
        </Line>
        <Line name={t('health.commands')}>
          {commands.p99Ms === null ? '–' : t('health.ms', { ms: number(commands.p99Ms, 0) })}{' '}
          <small>{t('health.commandCount', { count: commands.count, commands: number(commands.count) })}</small>
        </Line>
        <Line name={t('health.database', { kind: t(`health.kind.${database.kind}`) })}>
          {bytes(database.sizeBytes)}{' '}
          {database.freeBytes !== null && <small>{t('health.free', { size: bytes(database.freeBytes) })}</small>}
        </Line>
        <Line name={t('health.backup')} tone={isBackupOld ? 'slow' : undefined}>
          {database.lastBackupAt === null ? t('health.noBackup') : when(database.lastBackupAt)}
        </Line>
        {demo && demo.done < demo.total && (
          <Line name={t('health.demo')}>{t('health.demoProgress', { done: demo.done, total: demo.total })}</Line>
        )}
      </dl>
    </Panel>
  );
}

/** Jobs, timers, outbox, database. When the server stops answering, the last figures stay, and say since when. */
export function HealthAside() {
  const { t } = useTranslation('operations');
  const refusalText = useRefusalText();
  const { time } = useFormat();
  const { data, error, refetch, dataUpdatedAt } = useQuery(queries.operationsHealth());
  if (!data)
    return (
      <aside className="operations-aside">
        {error ? (
          <ProblemBanner title={t('health.failed')} onRetry={() => void refetch()}>
            {refusalText(error)}
          </ProblemBanner>
        ) : (
          <LoadingSkeleton />
        )}
      </aside>
    );
  const nowMs = Date.parse(data.at);
  return (
    <aside className={`operations-aside${error ? ' is-stale' : ''}`} aria-label={t('health.title')}>
      {error && <p className="operations-stale">{t('health.stale', { time: time(dataUpdatedAt) })}</p>}
      <Jobs health={data} nowMs={nowMs} />
      <Timers timers={data.timers} />
      <System health={data} nowMs={nowMs} />
    </aside>
  );
}

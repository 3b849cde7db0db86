import './moving.css';
import type { Version } from '@fortnight/shared/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isNotThere, queries, useRefusalText } from '../client/index.ts';
import { NoProcess, ProcessBar } from '../processes/index.ts';
import { LoadingSkeleton, ProblemBanner } from '../ui/index.ts';
import { MovePlan } from './move-plan.tsx';
import { MoveProgress } from './move-progress.tsx';

/** Moves the running cases of one version to another. */
export function MoveScreen() {
  const { t } = useTranslation('moving');
  const { processId } = useParams({ from: '/inside/processes/$processId/move' });
  const search = useSearch({ from: '/inside/processes/$processId/move' });
  const navigate = useNavigate();
  const refusalText = useRefusalText();
  const { data, error, refetch } = useInfiniteQuery(queries.versions(processId));
  const migrations = useQuery(queries.migrations(processId));
  const [isHidden, setHidden] = useState<string>();
  if (isNotThere(error)) return <NoProcess />;
  const problem = error ?? migrations.error;
  const versions = (data?.pages.flatMap(({ items }) => items) ?? []).filter(
    // One that is proposed can be tried, before it is published.
    ({ publishedAt, version }) => publishedAt !== null || String(version) === search.to,
  );
  const from = chosen(versions, search.from, ({ runningCount, state }) => runningCount > 0 && state !== 'live');
  const to = chosen(
    versions.filter(({ version }) => version !== from?.version),
    search.to,
    ({ state }) => state === 'live',
  );
  const last = migrations.data?.items[0];
  const isUnderWay = last && ['running', 'paused', 'undoing'].includes(last.state);
  const isShown = last && (isUnderWay || (isHidden !== last.id && String(last.fromVersion) === search.from));
  const go = (change: { from?: string; to?: string }) =>
    void navigate({ to: '/processes/$processId/move', params: { processId }, search: { ...search, ...change }, replace: true });
  const options = versions.map(({ version }) => ({ value: version, label: t('version', { version }) }));
  return (
    <>
      <ProcessBar processId={processId} />
      <div className="moving">
        {problem && (
          <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
            {refusalText(problem)}
          </ProblemBanner>
        )}
        {!data && !problem && <LoadingSkeleton lines={8} />}
        {isShown && <MoveProgress migration={last} onNew={() => setHidden(last.id)} />}
        {data && !isUnderWay && (!from || !to) && <p className="ui-card moving-none">{t('nothing')}</p>}
        {from && to && !isShown && (
          <MovePlan
            key={`${from.version} ${to.version}`}
            processId={processId}
            from={from}
            to={to}
            choice={
              <span className="ui-row">
                <span className="ui-row">
                  <span className="ui-second">{t('from')}</span>
                  <Select
                    aria-label={t('from')}
                    value={from.version}
                    options={options}
                    onChange={(version) => go({ from: String(version) })}
                  />
                </span>
                <span className="ui-row">
                  <span className="ui-second">{t('to')}</span>
                  <Select
                    aria-label={t('to')}
                    value={to.version}
                    options={options.filter(({ value }) => value !== from.version)}
                    onChange={(version) => go({ to: String(version) })}
                  />
                </span>
              </span>
            }
          />
        )}
      </div>
    </>
  );
}

function chosen(
  versions: readonly Version[],
  asked: string | undefined,
  isUsual: (version: Version) => boolean,
): Version | undefined {
  return versions.find(({ version }) => String(version) === asked) ?? versions.find(isUsual) ?? versions[0];
}

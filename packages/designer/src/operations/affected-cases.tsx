import type { Incident, IncidentGroup } from '@fortnight/shared/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { hasRole, useDirectory, useMe } from '../session/index.ts';
import { Icon, LoadingSkeleton, Pill, useFormat } from '../ui/index.ts';
import { lacksWorker } from './health-verdict.ts';
import { type CaseResult, countResults, type ProbeRun } from './retry-as-probe.ts';
import { useRetry } from './use-retry.ts';

const shownFirst = 6;
const tones = { trying: 'blue', passed: 'green', failed: 'red', waiting: 'amber' } as const;
const signs = { trying: 'retry', passed: 'check', failed: 'close', waiting: 'clock' } as const;

function Result({ result }: { result: CaseResult | undefined }) {
  const { t } = useTranslation('operations');
  if (!result) return null;
  return (
    <span title={result.message}>
      <Pill tone={tones[result.progress]} icon={signs[result.progress]}>
        {t(`retry.${result.progress}`)}
      </Pill>
    </span>
  );
}

/** What the run says so far, in a sentence. */
function RunSentence({ run, total }: { run: ProbeRun; total: number }) {
  const { t } = useTranslation('operations');
  const { passed, failed, waiting } = countResults(run);
  const why = Object.values(run.results).find(({ progress }) => progress === 'failed')?.message ?? '';
  return (
    <p className="operations-run" role="status">
      {t(`retry.phase.${run.phase}`, { passed, failed, left: total - passed - failed - waiting, why })}
    </p>
  );
}

/** Every incident of a group, page by page: the button carries the true number. */
function useIncidents(groupId: string): { incidents: readonly Incident[]; isComplete: boolean } {
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(queries.incidents({ groupId, limit: 200 }));
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return { incidents: data?.pages.flatMap(({ items }) => items) ?? [], isComplete: data !== undefined && !hasNextPage };
}

/** Whether retrying these would only wait, as far as the reader may know. */
function useLacksWorker(incidents: readonly Incident[]): boolean {
  const { data } = useQuery({ ...queries.operationsHealth(), enabled: hasRole(useMe(), 'admin', 'audit') });
  return data !== undefined && incidents.some(({ jobType }) => jobType !== undefined && lacksWorker(data, jobType));
}

/** The cases of one cause: which, since when, whose; and trying them again, one first. */
export function AffectedCases({ group }: { group: IncidentGroup }) {
  const { t } = useTranslation('operations');
  const me = useMe();
  const { when } = useFormat();
  const { nameOf } = useDirectory();
  const retry = useRetry();
  const open = useIncidents(group.id);
  const incidents = retry.run ? retry.incidents : open.incidents;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isLong, setLong] = useState(false);
  const isWorkerless = useLacksWorker(open.incidents);
  if (!open.isComplete && incidents.length === 0) return <LoadingSkeleton lines={4} />;
  const selected = incidents.filter(({ id }) => !left.has(id));
  const shown = isLong ? incidents : incidents.slice(0, shownFirst);
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const mayRetry = hasRole(me, 'owner', 'admin');
  // After a run, whatever stopped again has new ids: those are what another run is for.
  const next = retry.run && !retry.isBusy ? open.incidents : selected;
  return (
    <>
      <div className="operations-affected">
        <table className="ui-table ui-num">
          <thead>
            <tr>
              <th scope="col">
                <Checkbox
                  checked={selected.length === incidents.length}
                  indeterminate={selected.length > 0 && selected.length < incidents.length}
                  disabled={!mayRetry || retry.run !== undefined}
                  onChange={({ target }) => setLeft(new Set(target.checked ? [] : incidents.map(({ id }) => id)))}
                >
                  {t('affected.selected', { count: selected.length, total: incidents.length })}
                </Checkbox>
              </th>
              <th scope="col">{t('affected.case')}</th>
              <th scope="col">{t('affected.since')}</th>
              <th scope="col" className="operations-owner">
                {t('affected.owner')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, instanceId, businessKey, caseName, raisedAt, owner }) => (
              <tr key={id}>
                <td>
                  <Checkbox
                    checked={!left.has(id)}
                    disabled={!mayRetry || retry.run !== undefined}
                    onChange={() => toggle(id)}
                    aria-label={businessKey ?? caseName}
                  />{' '}
                  <Link to="/cases/$instanceId" params={{ instanceId }}>
                    {businessKey ?? t('affected.open')}
                  </Link>
                </td>
                <td>{caseName}</td>
                <td>{when(raisedAt)}</td>
                <td className="operations-owner">{nameOf(owner)}</td>
                <td className="is-number">
                  <Result result={retry.run?.results[id]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {retry.run && <RunSentence run={retry.run} total={selected.length} />}
      {mayRetry && isWorkerless && <p className="ui-second ui-small">{t('retry.noWorker')}</p>}
      <div className="ui-row operations-actions">
        {incidents.length > shown.length && (
          <button type="button" className="ui-linklike ui-small" onClick={() => setLong(true)}>
            {t('affected.more', { count: incidents.length - shown.length })}
          </button>
        )}
        <span className="ui-grow" />
        {retry.isBusy && <Button onClick={retry.stop}>{t('retry.stop')}</Button>}
        {retry.run?.phase === 'undecided' && (
          <Button onClick={() => void retry.follow()}>{t('retry.follow', { count: selected.length - 1 })}</Button>
        )}
        {mayRetry && (
          <Button
            type="primary"
            icon={<Icon name="retry" />}
            loading={retry.isBusy}
            disabled={next.length === 0}
            onClick={() => void retry.start(next)}
          >
            {t('retry.button', { count: next.length })}
          </Button>
        )}
      </div>
    </>
  );
}

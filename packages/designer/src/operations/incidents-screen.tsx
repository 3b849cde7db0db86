import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { hasRole, useMe } from '../session/index.ts';
import { EmptyState, LoadingSkeleton, ProblemBanner, useRowFocus } from '../ui/index.ts';
import { HealthAside } from './health-aside.tsx';
import { IncidentList } from './incident-list.tsx';
import { summaryOf } from './incident-summary.ts';

/** What stands still and why; trying again; beside it the health of what drives the cases. */
export function IncidentsScreen() {
  const { t } = useTranslation('operations');
  const me = useMe();
  const refusalText = useRefusalText();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/operations/' });
  const { data, error, refetch } = useQuery(queries.incidentGroups());
  const list = useRowFocus<HTMLDivElement>(t('tab.incidents'));
  const summary = useMemo(() => summaryOf(data?.items ?? [], search.process), [data, search.process]);
  const change = (next: { process?: string | undefined; group?: string | undefined }) => {
    const { process = undefined, group = undefined } = { ...search, ...next };
    void navigate({
      to: '/operations',
      search: { ...(process !== undefined && { process }), ...(group !== undefined && { group }) },
      replace: true,
    });
  };
  const openId = search.group ?? (summary.groups.length === 1 ? summary.groups[0]?.id : undefined);
  return (
    <div className="operations-columns">
      <section className="ui-card operations-incidents" aria-labelledby="operations-summary" ref={list}>
        <header>
          <h2 id="operations-summary">
            {data
              ? t('summary', {
                  count: summary.caseCount,
                  reasons: summary.groups.length,
                  context: summary.kind,
                  first: summary.firstCount,
                })
              : t('tab.incidents')}
          </h2>
          {summary.processes.length > 1 && (
            <Select
              className="ui-card-aside operations-process"
              size="small"
              aria-label={t('process')}
              value={search.process ?? ''}
              onChange={(process: string) => change({ process: process || undefined, group: undefined })}
              options={[
                { value: '', label: t('allProcesses') },
                ...summary.processes.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              popupMatchSelectWidth={false}
            />
          )}
        </header>
        {error && (
          <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
            {refusalText(error)}
          </ProblemBanner>
        )}
        {!data && !error && <LoadingSkeleton />}
        {data && summary.groups.length === 0 && <EmptyState title={t('none')}>{t('noneNote')}</EmptyState>}
        {summary.groups.length > 0 && (
          <IncidentList groups={summary.groups} openId={openId} onOpen={(group) => change({ group })} />
        )}
      </section>
      {hasRole(me, 'admin', 'audit') && <HealthAside />}
    </div>
  );
}

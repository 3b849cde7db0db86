import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { EmptyState, Icon, LoadingSkeleton, PageHeader, ProblemBanner, useShortcuts } from '../ui/index.ts';
import { type CaseFilters, type FilterChange, isNarrowed, toQuery, withChange } from './case-filters.ts';
import { CaseTable } from './case-table.tsx';
import { FilterBar, nothing } from './filter-bar.tsx';
import { StartCase } from './start-case.tsx';

/** The cases that the reader may read, found by words, process, stage and state. */
export function CasesScreen() {
  const { t } = useTranslation('cases');
  const filters: CaseFilters = useSearch({ from: '/inside/cases' });
  const navigate = useNavigate();
  const refusalText = useRefusalText();
  const query = useInfiniteQuery(queries.instances(toQuery(filters)));
  const cases = useMemo(() => (query.data?.pages ?? []).flatMap(({ items }) => items), [query.data]);
  const [isStarting, setStarting] = useState(false);
  const onFilter = useCallback(
    (change: FilterChange) =>
      void navigate({ to: '/cases', search: (before: CaseFilters) => withChange(before, change), replace: true }),
    [navigate],
  );
  const currentId = useRowKeys(cases.map(({ id }) => id));
  const counted = query.hasNextPage ? 'countMore' : 'count';
  const { data: startable } = useQuery(queries.processes({ startable: true }));
  // Who may start nothing, such as an analyst, is not offered to.
  const start = startable?.items.length !== 0 && (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => setStarting(true)}>
      {t('start')}
    </Button>
  );

  return (
    <div className="cases">
      <PageHeader title={t('title')} note={query.data && t(counted, { count: cases.length })}>
        {start}
      </PageHeader>
      <FilterBar filters={filters} onFilter={onFilter} />
      {query.error && <ProblemBanner title={refusalText(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingSkeleton lines={12} />}
      {query.data && cases.length === 0 && <NoCases filters={filters} onFilter={onFilter} start={start} />}
      {cases.length > 0 && (
        <div className="ui-card cases-list">
          <CaseTable cases={cases} currentId={currentId} />
          {query.hasNextPage && (
            <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </div>
      )}
      {isStarting && <StartCase processId={filters.process} onClose={() => setStarting(false)} />}
    </div>
  );
}

type NoCasesProps = { filters: CaseFilters; onFilter: (change: FilterChange) => void; start: React.ReactNode };
function NoCases({ filters, onFilter, start }: NoCasesProps) {
  const { t } = useTranslation('cases');
  if (!isNarrowed(filters))
    return (
      <EmptyState title={t('emptyTitle')} action={start}>
        {t('emptyText')}
      </EmptyState>
    );
  return (
    <EmptyState title={t('nothingFound')} action={<Button onClick={() => onFilter(nothing)}>{t('clearFilters')}</Button>}>
      {t('nothingFoundText')}
    </EmptyState>
  );
}

/** J and K move a mark over the rows, Enter opens the marked one. */
function useRowKeys(ids: readonly string[]): string | undefined {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const [currentId, setCurrentId] = useState<string>();
  const move = (by: 1 | -1) => {
    const at = ids.indexOf(currentId ?? '');
    const next = ids[at === -1 ? 0 : at + by];
    if (next === undefined) return;
    setCurrentId(next);
    document.querySelector(`[data-case="${CSS.escape(next)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts(t('title'), [
    { key: 'j', label: t('nextCase'), run: () => move(1) },
    { key: 'k', label: t('previousCase'), run: () => move(-1) },
    {
      key: 'Enter',
      label: t('openCase'),
      run: () => currentId !== undefined && void navigate({ to: '/cases/$instanceId', params: { instanceId: currentId } }),
    },
    { key: '/', label: t('search'), run: () => document.getElementById('cases-search')?.focus() },
  ]);
  return currentId;
}

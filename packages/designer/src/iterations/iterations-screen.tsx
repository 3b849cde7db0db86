import './iterations.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import {
  EmptyState,
  Icon,
  LoadingSkeleton,
  PageHeader,
  ProblemBanner,
  useFormat,
  useLocalName,
  useShortcuts,
} from '../ui/index.ts';
import { ComesBackCard } from './comes-back-card.tsx';
import { IterationList } from './iteration-list.tsx';
import { RhythmDialog } from './rhythm-dialog.tsx';

const PlanDialog = lazy(async () => ({ default: (await import('./plan-dialog.tsx')).PlanDialog }));
const states = ['all', 'running', 'planned', 'closed'] as const;
type State = (typeof states)[number];

interface Filters {
  readonly process?: string | undefined;
  readonly state?: string | undefined;
  readonly plan?: string | undefined;
}

/** Every iteration that the reader may see, process by process, and the fortnights that they run in. */
export function IterationsScreen() {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const nameOf = useLocalName();
  const navigate = useNavigate();
  const search: Filters = useSearch({ from: '/inside/iterations' });
  const { process, plan } = search;
  const state: State = states.find((one) => one === search.state) ?? 'all';
  const show = (change: Filters) =>
    void navigate({ to: '/iterations', search: withoutGaps({ ...search, ...change }), replace: true });
  const asked = state === 'all' ? { processId: process } : { processId: process, state };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(queries.iterations(asked));
  const { data: listed } = useQuery(queries.processes());
  const processes = listed?.items ?? [];
  const plannable = processes.filter(({ can, isArchived }) => can.includes('edit') && !isArchived);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = process !== undefined || state !== 'all';
  const mayPlan = plannable.length > 0;
  useShortcuts(t('title'), mayPlan ? [{ key: 'n', label: t('plan.button'), run: () => show({ plan: process ?? '-' }) }] : []);
  return (
    <div className="iterations-page">
      <PageHeader title={t('title')}>
        {mayPlan && (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => show({ plan: process ?? '-' })}>
            {t('plan.button')}
          </Button>
        )}
      </PageHeader>
      <Rhythm />
      <div className="ui-row iterations-filters">
        <Segmented<State>
          aria-label={t('show')}
          value={state}
          options={states.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(next) => show({ state: next === 'all' ? undefined : next })}
        />
        <Select
          aria-label={t('process')}
          allowClear
          placeholder={t('everyProcess')}
          popupMatchSelectWidth={false}
          value={process ?? null}
          options={processes.map((one) => ({ value: one.id, label: nameOf(one) }))}
          onChange={(next?: string | null) => show({ process: next ?? undefined })}
        />
      </div>
      {error && <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingSkeleton lines={8} />}
      <ComesBackCard process={process} />
      {data && items.length > 0 && <IterationList items={items} />}
      {data && items.length === 0 && (
        <EmptyState title={t(isNarrowed ? 'empty.filtered' : 'empty.title')}>
          {t(isNarrowed ? 'empty.filteredNote' : 'empty.note')}
        </EmptyState>
      )}
      {hasNextPage && (
        <Button className="iterations-more" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      <Suspense fallback={null}>
        {plan !== undefined && mayPlan && (
          <PlanDialog
            processes={plannable}
            processId={plannable.find(({ id }) => id === plan)?.id}
            onClose={() => show({ plan: undefined })}
          />
        )}
      </Suspense>
    </div>
  );
}

const withoutGaps = (filters: Filters) => Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));

/** The fortnight that runs, those that come, and for admins where they begin. */
function Rhythm() {
  const { t } = useTranslation('iterations');
  const { calendarDay } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(queries.iterationRhythm());
  if (!data) return null;
  const [now, next] = data.fortnights;
  const span = (of: typeof now) =>
    of ? t('span', { from: calendarDay(of.startsOn).both, to: calendarDay(of.endsOn).both }) : '';
  return (
    <p className="iterations-rhythm ui-second">
      <Icon name="iteration" size={14} />
      {t('rhythm.now', { span: span(now), zone: data.timeZone })} {next && t('rhythm.next', { span: span(next) })}{' '}
      {data.can.includes('anchor') && (
        <button type="button" className="ui-linklike" onClick={() => setOpen(true)}>
          {t('rhythm.change')}
        </button>
      )}
      {isOpen && <RhythmDialog rhythm={data} onClose={() => setOpen(false)} />}
    </p>
  );
}

import './home.css';
import type { Process } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { hasRole, useMe, watchingRoles } from '../session/index.ts';
import { Icon, LoadingSkeleton, PageHeader, ProblemBanner, useFormat, useTimeZone } from '../ui/index.ts';
import { Changes } from './changes.tsx';
import { MyProcesses } from './my-processes.tsx';
import { MyTasks } from './my-tasks.tsx';
import { NeedsYou } from './needs-you.tsx';
import { partOfDay } from './part-of-day.ts';
import { RunningCases } from './running-cases.tsx';
import { liveVersionOf, versionsNamedIn, WordsProvider } from './words.tsx';

const RunningIteration = lazy(async () => ({ default: (await import('../iterations/index.ts')).RunningIteration }));
const WhatChanged = lazy(async () => ({ default: (await import('../iterations/index.ts')).WhatChanged }));
const StartCase = lazy(async () => ({ default: (await import('../cases/index.ts')).StartCase }));
const noProcesses: readonly Process[] = [];

/** No fortnight is tried on any process that I own. */
function NoIteration() {
  const { t } = useTranslation('home');
  return (
    <p className="ui-card home-owned home-no-iteration">
      <Icon name="iteration" />
      <span className="ui-grow ui-second">{t('iteration.none')}</span>
      <Link to="/iterations" search={{ plan: '-' }}>
        {t('iteration.plan')}
      </Link>
    </p>
  );
}

/** The first screen: what waits for me, what I own, what changed. */
export function HomeScreen() {
  const { t } = useTranslation('home');
  const me = useMe();
  const { process } = useSearch({ from: '/inside/' });
  const navigate = useNavigate();
  const { longDate } = useFormat();
  const timeZone = useTimeZone((state) => state.timeZone);
  const { data: startable } = useQuery(queries.processes({ startable: true }));
  const [isStarting, setStarting] = useState(false);
  const mayStart = startable !== undefined && startable.items.length > 0;
  const refusalText = useRefusalText();
  const { data, error, refetch } = useQuery(queries.home());
  const watches = hasRole(me, ...watchingRoles);
  const { data: listed } = useQuery({ ...queries.processes(), enabled: watches });
  const processes = listed?.items ?? noProcesses;
  const versions = useMemo(() => (data ? versionsNamedIn(data, processes) : []), [data, processes]);
  return (
    <div className="home-page">
      <PageHeader title={t(`greeting.${partOfDay(Date.now(), timeZone)}`, { name: me.user?.name ?? '' })} tab={t('tab')}>
        <span className="ui-second">{longDate(Date.now())}</span>
        {mayStart && (
          <Button icon={<Icon name="plus" />} onClick={() => setStarting(true)}>
            {t('start')}
          </Button>
        )}
      </PageHeader>
      {error && (
        <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
          {refusalText(error)}
        </ProblemBanner>
      )}
      {!data && !error && <LoadingSkeleton lines={12} />}
      {data && (
        <WordsProvider items={versions}>
          <div className="home-grid">
            <Suspense fallback={null}>
              <WhatChanged />
              {data.iterations.length > 0 && <RunningIteration iterations={data.iterations} />}
            </Suspense>
            {data.iterations.length === 0 && hasRole(me, 'owner', 'admin') && data.processes.length > 0 && <NoIteration />}
            <MyTasks tasks={data.tasks} />
            {watches && <NeedsYou home={data} processes={processes} />}
            {data.processes.length > 0 && <MyProcesses owned={data.processes} processes={processes} />}
            <RunningCases
              owned={data.processes}
              chosen={process}
              onChoose={(id) => void navigate({ to: '/', search: { process: id }, replace: true })}
              liveOf={(id) => liveVersionOf(processes, id)}
            />
            <Changes changes={data.changes} processes={processes} />
          </div>
        </WordsProvider>
      )}
      <Suspense fallback={null}>{isStarting && <StartCase onClose={() => setStarting(false)} />}</Suspense>
    </div>
  );
}

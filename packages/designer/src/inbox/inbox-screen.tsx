import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionWords } from '../cases/index.ts';
import { queries, useRefusalText } from '../client/index.ts';
import { EmptyState, Kbd, LoadingSkeleton, ProblemBanner, useMedia, useShortcuts } from '../ui/index.ts';
import { BulkBar } from './bulk-bar.tsx';
import { useDecisions } from './decisions.ts';
import { HeldBar } from './held-bar.tsx';
import { useHeldCorner } from './held-corner.tsx';
import type { Decision } from './held-decisions.ts';
import { type InboxFilters, isNarrowed, isOfGroups } from './inbox-filters.ts';
import { useKeyAnswers } from './key-answers.ts';
import { ListHead } from './list-head.tsx';
import { TaskList } from './task-list.tsx';
import { TaskPane } from './task-pane.tsx';
import { useTasks } from './use-tasks.ts';

type Change = { readonly [K in keyof InboxFilters]?: InboxFilters[K] | undefined };

/** The inbox: what waits for me and my groups, and one task at a time to decide on. */
export function InboxScreen() {
  const { t } = useTranslation('inbox');
  const filters = useFilters();
  const { taskId } = useParams({ strict: false });
  const isPhone = useMedia('(max-width: 720px)');
  const isNarrow = useMedia('(max-width: 1000px)');
  // Where a task hides the list, what is on its way stands above the task.
  const isAbove = isNarrow && taskId !== undefined;
  const decisions = useDecisions();
  useHeldCorner();
  const { query, tasks, groups } = useTasks(filters, decisions.onTheirWay);
  const words = useVersionWords(tasks);
  const { open, show, back, filter } = usePlaces();
  const marks = useMarks(tasks.map(({ id }) => id));
  const position = tasks.findIndex(({ id }) => id === taskId);
  const neighbour = useCallback((by: 1 | -1) => tasks[position === -1 ? 0 : position + by]?.id, [tasks, position]);

  const goOn = () => {
    const next = neighbour(1) ?? neighbour(-1);
    if (next === undefined || next === taskId) back();
    else open(next);
  };
  const decide = (list: readonly Decision[]) => {
    decisions.hold(list);
    marks.clear();
    if (taskId !== undefined && list.some((decision) => decision.taskId === taskId)) goOn();
  };
  useInboxKeys({ taskId, neighbour, open, mark: marks.toggle });
  const first = tasks[0]?.id;
  useEffect(() => {
    // Beside a list there is room for a task: the first one is what comes next.
    if (!isNarrow && taskId === undefined && first !== undefined) show(first);
  }, [isNarrow, taskId, first, show]);

  const held = <HeldBar decisions={decisions} onOpen={open} />;

  return (
    <div className={taskId === undefined ? 'inbox' : 'inbox has-task'}>
      {isAbove && <div className="inbox-above">{held}</div>}
      <section className="inbox-list" aria-labelledby="inbox-title">
        <ListHead filters={filters} onFilter={filter} />
        {tasks.length > 0 ? (
          <TaskList
            groups={groups}
            openId={taskId}
            marked={marks.marked}
            words={words}
            onMark={marks.toggle}
            onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          />
        ) : (
          <NoTasks filters={filters} query={query} onFilter={filter} />
        )}
        {!isAbove && held}
        <BulkBar marked={tasks.filter(({ id }) => marks.marked.has(id))} onDecide={decide} onClear={marks.clear} />
        {tasks.length > 0 && <KeyHints taskId={taskId} isSelecting={marks.marked.size > 0} />}
      </section>
      {taskId === undefined ? (
        <div className="inbox-nothing">{tasks.length > 0 && <p className="ui-second">{t('choose')}</p>}</div>
      ) : (
        <TaskPane
          taskId={taskId}
          isPhone={isPhone}
          onItsWay={decisions.onTheirWay.get(taskId)}
          isSelecting={marks.marked.size > 0}
          onDecide={(decision) => decide([decision])}
          onBack={back}
          onNext={position !== -1 && neighbour(1) !== undefined ? goOn : undefined}
        />
      )}
    </div>
  );
}

/** What the address asks for; where it doesn't say whose tasks, those of the groups while none waits for me. */
function useFilters(): InboxFilters {
  const asked: InboxFilters = useSearch({ from: '/inside/inbox' });
  const { data: home } = useQuery(queries.home());
  const isMineEmpty = home !== undefined && home.tasks.mineCount === 0 && home.tasks.groupsCount > 0;
  return asked.scope === undefined && isMineEmpty ? { ...asked, scope: 'groups' } : asked;
}

/** Where one goes from here; the filters stay in the address. */
function usePlaces() {
  const navigate = useNavigate();
  return useMemo(
    () => ({
      open: (taskId: string) =>
        void navigate({ to: '/inbox/$taskId', params: { taskId }, search: (before: InboxFilters) => before }),
      /** As if it had been open from the beginning. */
      show: (taskId: string) =>
        void navigate({ to: '/inbox/$taskId', params: { taskId }, search: (before: InboxFilters) => before, replace: true }),
      back: () => void navigate({ to: '/inbox', search: (before: InboxFilters) => before }),
      filter: (change: Change) =>
        void navigate({ to: '/inbox', search: (before: InboxFilters) => withoutGaps({ ...before, ...change }), replace: true }),
    }),
    [navigate],
  );
}

const withoutGaps = (filters: Change): InboxFilters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));

/** The selected tasks; one that left the list is not selected any more. */
function useMarks(ids: readonly string[]) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const there = ids.join(' ');
  useEffect(() => {
    const known = new Set(there.split(' '));
    setMarked((before) =>
      [...before].every((id) => known.has(id)) ? before : new Set([...before].filter((id) => known.has(id))),
    );
  }, [there]);
  const toggle = useCallback(
    (id: string) =>
      setMarked((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  return { marked, toggle, clear: () => setMarked(new Set()) };
}

interface KeyTargets {
  readonly taskId: string | undefined;
  readonly neighbour: (by: 1 | -1) => string | undefined;
  readonly open: (taskId: string) => void;
  readonly mark: (taskId: string) => void;
}
function useInboxKeys({ taskId, neighbour, open, mark }: KeyTargets): void {
  const { t } = useTranslation('inbox');
  const move = (by: 1 | -1) => {
    const next = neighbour(by);
    if (next === undefined) return;
    open(next);
    const row = document.querySelector(`[data-task="${CSS.escape(next)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    // The ring goes along with what is open.
    if (document.activeElement?.closest('[data-task]')) row?.querySelector('a')?.focus({ preventScroll: true });
  };
  useShortcuts(t('title'), [
    { key: 'j', label: t('keys.next'), run: () => move(1), isRepeated: true },
    { key: 'k', label: t('keys.previous'), run: () => move(-1), isRepeated: true },
    { key: 'x', label: t('keys.selectThis'), run: () => taskId !== undefined && mark(taskId) },
    { key: '/', label: t('search'), run: () => document.getElementById('inbox-search')?.focus() },
  ]);
}

interface NoTasksProps {
  readonly filters: InboxFilters;
  readonly query: ReturnType<typeof useTasks>['query'];
  readonly onFilter: (change: Change) => void;
}
function NoTasks({ filters, query, onFilter }: NoTasksProps) {
  const { t } = useTranslation('inbox');
  const refusalText = useRefusalText();
  const { data: home } = useQuery(queries.home());
  if (query.isPending) return <LoadingSkeleton lines={12} />;
  if (query.error)
    return (
      <div className="inbox-trouble">
        <ProblemBanner title={refusalText(query.error)} onRetry={() => void query.refetch()} />
      </div>
    );
  if (isNarrowed(filters)) {
    const clear = () => onFilter({ process: undefined, kind: undefined, q: undefined, group: undefined });
    const title = filters.q === undefined ? t('nothingFound') : t('nothingFoundFor', { text: filters.q });
    const waiting = (isOfGroups(filters) ? home?.tasks.groupsCount : home?.tasks.mineCount) ?? 0;
    return (
      <EmptyState title={title} action={<Button onClick={clear}>{t('clearFilters')}</Button>}>
        {waiting > 0 && t('othersWait', { count: waiting })}
      </EmptyState>
    );
  }
  if (isOfGroups(filters)) return <EmptyState title={t('nothingInGroups')}>{t('comesByItself')}</EmptyState>;
  const inGroups = home?.tasks.groupsCount ?? 0;
  const seeGroups = <Button onClick={() => onFilter({ scope: 'groups' })}>{t('seeGroups')}</Button>;
  return (
    <EmptyState title={t('nothing')} action={inGroups > 0 && seeGroups}>
      {inGroups > 0 ? t('inYourGroups', { count: inGroups }) : t('comesByItself')}
    </EmptyState>
  );
}

/** The keys that do something now, by the words of what they do. */
function KeyHints({ taskId, isSelecting }: { taskId: string | undefined; isSelecting: boolean }) {
  const { t } = useTranslation('inbox');
  const { data: task } = useQuery({ ...queries.task(taskId ?? ''), enabled: taskId !== undefined });
  const ofTask = useKeyAnswers(taskId === undefined || task?.state !== 'open' ? undefined : task);
  const answers = isSelecting
    ? [
        { key: 'a', label: t('keys.approve') },
        { key: 'r', label: t('keys.reject') },
      ]
    : ofTask;
  return (
    <div className="inbox-keys" aria-hidden="true">
      <span>
        <Kbd>J</Kbd>
        <Kbd>K</Kbd>
        {t('keys.move')}
      </span>
      <span>
        <Kbd>X</Kbd>
        {t('keys.select')}
      </span>
      {answers.map(({ key, label }) => (
        <span key={key}>
          <Kbd>{key.toUpperCase()}</Kbd>
          {label}
        </span>
      ))}
      <span>
        <Kbd>?</Kbd>
        {t('keys.all')}
      </span>
    </div>
  );
}

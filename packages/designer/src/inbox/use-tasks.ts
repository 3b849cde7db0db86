import type { Task } from '@fortnight/shared/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../client/index.ts';
import { useTimeZone } from '../ui/index.ts';
import { type DueGroup, groupByDue } from './due-groups.ts';
import { type InboxFilters, sortOf, toQuery } from './inbox-filters.ts';

export interface TaskGroup {
  readonly group: DueGroup | 'all';
  readonly tasks: readonly Task[];
}

const minuteMs = 60_000;

/** The tasks that the filters name, grouped by due, without those that a decision is on its way for. */
export function useTasks(filters: InboxFilters, onTheirWay: ReadonlyMap<string, unknown>) {
  const timeZone = useTimeZone((state) => state.timeZone);
  const query = useInfiniteQuery({ ...queries.tasks(toQuery(filters)), refetchInterval: minuteMs });
  const isByDue = sortOf(filters) === 'due';
  const tasks = useMemo(
    () => (query.data?.pages ?? []).flatMap(({ items }) => items).filter(({ id }) => !onTheirWay.has(id)),
    [query.data, onTheirWay],
  );
  const groups = useMemo(
    (): readonly TaskGroup[] =>
      isByDue ? groupByDue(tasks, Date.now(), timeZone) : tasks.length ? [{ group: 'all', tasks }] : [],
    [isByDue, tasks, timeZone],
  );
  return { query, tasks, groups };
}

import type { ListTasksQuery } from '@fortnight/shared/contract';

/** The inbox's filters as they stand in the address. */
export interface InboxFilters {
  readonly scope?: string;
  readonly process?: string;
  readonly kind?: string;
  readonly sort?: string;
  readonly q?: string;
  readonly group?: string;
}

const sorts = { due: 'dueAt', newest: '-createdAt', oldest: 'createdAt' } as const;
export type Sort = keyof typeof sorts;
export const sortNames = Object.keys(sorts) as readonly Sort[];
const kinds = ['task', 'approval', 'review'] as const;

export const isOfGroups = ({ scope }: InboxFilters): boolean => scope === 'groups';
export const sortOf = ({ sort }: InboxFilters): Sort => sortNames.find((name) => name === sort) ?? 'due';
export const isNarrowed = ({ process, kind, q, group }: InboxFilters): boolean =>
  [process, kind, q, group].some((filter) => filter !== undefined);

/** What the server is asked for. */
export function toQuery(filters: InboxFilters): Partial<ListTasksQuery> {
  const kind = kinds.find((name) => name === filters.kind);
  return {
    state: 'open',
    scope: isOfGroups(filters) ? 'groups' : 'mine',
    sort: sorts[sortOf(filters)],
    limit: 100,
    ...(filters.process !== undefined && { processId: filters.process }),
    ...(filters.group !== undefined && { group: filters.group }),
    ...(filters.q !== undefined && { search: filters.q }),
    ...(kind && { kind }),
  };
}

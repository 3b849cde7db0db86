/** What a list of causes says at a glance. */
import type { IncidentGroup } from '@fortnight/shared/contract';

export interface IncidentSummary {
  /** The widest first, then the newest. */
  readonly groups: readonly IncidentGroup[];
  readonly processes: readonly { readonly id: string; readonly name: string }[];
  readonly caseCount: number;
  readonly firstCount: number;
  /** Which sentence says it: nothing, one reason, or several of which the first explains most or not. */
  readonly kind: 'none' | 'one' | 'several';
}

export function summaryOf(all: readonly IncidentGroup[], processId: string | undefined): IncidentSummary {
  const groups = all
    .filter((group) => processId === undefined || group.processId === processId)
    .toSorted((left, right) => right.count - left.count || right.lastAt.localeCompare(left.lastAt));
  const processes = new Map(all.map((group) => [group.processId, group.processName]));
  return {
    groups,
    processes: [...processes].map(([id, name]) => ({ id, name })).toSorted((left, right) => left.name.localeCompare(right.name)),
    caseCount: groups.reduce((sum, { count }) => sum + count, 0),
    firstCount: groups[0]?.count ?? 0,
    kind: groups.length === 0 ? 'none' : groups.length === 1 ? 'one' : 'several',
  };
}

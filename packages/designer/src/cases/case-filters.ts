import type { ListInstancesQuery } from '@fortnight/shared/contract';

/** The filters of the list as they stand in the address. */
export interface CaseFilters {
  readonly q?: string;
  readonly process?: string;
  readonly version?: string;
  readonly stage?: string;
  readonly element?: string;
  readonly state?: string;
  readonly outcome?: string;
  readonly owner?: string;
  readonly over?: string;
  readonly incident?: string;
  readonly sort?: string;
}
export type FilterChange = { readonly [K in keyof CaseFilters]?: CaseFilters[K] | undefined };

export const caseStates = ['active', 'suspended', 'completed', 'terminated', 'failed'] as const;
export type CaseState = (typeof caseStates)[number];
export const caseOutcomes = ['won', 'lost', 'neutral'] as const;
const sorts = { updated: '-updatedAt', newest: '-startedAt', oldest: 'startedAt', name: 'caseName' } as const;
export type CaseSort = keyof typeof sorts;
export const sortNames = Object.keys(sorts) as readonly CaseSort[];

export const sortOf = ({ sort }: CaseFilters): CaseSort => sortNames.find((name) => name === sort) ?? 'updated';

/**
 * The states that are shown: those named, else what still runs. Who searches by words, or for an outcome,
 * looks for finished cases too; `all` names every state.
 */
export function statesOf({ state, q, outcome }: CaseFilters): readonly CaseState[] | undefined {
  if (state === 'all') return undefined;
  const named = caseStates.filter((name) => state?.split(',').includes(name));
  if (named.length > 0) return named;
  return q === undefined && outcome === undefined ? ['active', 'suspended'] : undefined;
}

/** The one choice that stands for state and outcome: what the list shows, where nobody chose. */
export function standingOf(filters: CaseFilters): string {
  const outcome = caseOutcomes.find((name) => name === filters.outcome);
  if (outcome) return outcome;
  return filters.state ?? (statesOf(filters) ? '' : 'all');
}

/** What a choice of state or outcome changes. */
export const standingChange = (standing: string): FilterChange =>
  caseOutcomes.some((name) => name === standing)
    ? { outcome: standing, state: undefined }
    : { state: standing || undefined, outcome: undefined };

export const isNarrowed = ({ sort: _, ...filters }: CaseFilters): boolean =>
  Object.values(filters).some((filter) => filter !== undefined);

/** What the server is asked for. */
export function toQuery(filters: CaseFilters): Partial<ListInstancesQuery> {
  const outcome = caseOutcomes.find((name) => name === filters.outcome);
  const states = statesOf(filters);
  const version = Number(filters.version);
  return {
    sort: sorts[sortOf(filters)],
    limit: 50,
    ...(filters.q !== undefined && { search: filters.q }),
    ...(filters.process !== undefined && { processId: filters.process }),
    ...(Number.isInteger(version) && version > 0 && { version }),
    ...(filters.stage !== undefined && { stage: filters.stage }),
    ...(filters.element !== undefined && { elementId: filters.element }),
    ...(states && { state: states.join(',') }),
    ...(outcome && { outcome }),
    ...(filters.owner !== undefined && { owner: filters.owner }),
    ...(filters.over !== undefined && { isOverTarget: true }),
    ...(filters.incident !== undefined && { hasIncident: true }),
  };
}

/** Puts a change into the filters; what it sets to nothing goes. A stage belongs to its process. */
export function withChange(filters: CaseFilters, change: FilterChange): CaseFilters {
  const leavesProcess = 'process' in change && change.process !== filters.process;
  const next = { ...filters, ...(leavesProcess && { stage: undefined, element: undefined, version: undefined }), ...change };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''));
}

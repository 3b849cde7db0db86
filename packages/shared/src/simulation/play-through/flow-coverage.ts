import type { Program } from '../../kernel/index.ts';

/** The sequence flows that plays walk together, and those that none does. */
export interface FlowCoverage {
  readonly total: number;
  readonly neverTaken: readonly { readonly id: string; readonly sourceId: string; readonly targetId: string }[];
}

/**
 * Says which sequence flows the paths take together.
 *
 * Shape: a path is ids of elements and flows; a link, which is drawn as two events and no flow, is not counted.
 */
export function flowCoverage({ flows, elements }: Program, paths: readonly (readonly string[])[]): FlowCoverage {
  const taken = new Set(paths.flat());
  const drawn = flows.filter(({ id }) => !id.includes('~'));
  const idOf = (index: number): string => elements[index]?.id ?? '';
  const neverTaken = drawn
    .filter(({ id }) => !taken.has(id))
    .map(({ id, source, target }) => ({ id, sourceId: idOf(source), targetId: idOf(target) }));
  return { total: drawn.length, neverTaken };
}

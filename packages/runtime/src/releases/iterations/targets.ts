import type { Iteration } from '@fortnight/shared/contract';
import { figureKinds } from './figures.ts';
import type { TargetRow } from './tables.ts';

/** What was measured over the year before, of a target whose baseline nobody typed. */
export type BaselineOf = (target: TargetRow) => { readonly value: number | null; readonly cases: number };

export function targetOf(target: TargetRow, measured: BaselineOf): Iteration['targets'][number] {
  const { figure, elementId, target: wanted, baseline } = target;
  const { unit, better } = figureKinds[figure];
  const typed = baseline === null ? undefined : { value: baseline, isTyped: true, cases: null };
  return { figure, elementId, unit, better, target: wanted, baseline: typed ?? { ...measured(target), isTyped: false } };
}

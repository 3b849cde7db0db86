import { figureKinds, type Iteration } from '@fortnight/shared/contract';
import { betterOf } from './figures.ts';
import type { TargetRow } from './tables.ts';

type Target = Iteration['targets'][number];

/** What is known of the time before, of a target whose baseline nobody typed. */
export type BaselineOf = (target: TargetRow) => Omit<Target['baseline'], 'isTyped'>;

export function targetOf(target: TargetRow, known: BaselineOf): Target {
  const { figure, elementId, target: wanted, baseline } = target;
  const { unit } = figureKinds[figure];
  const better = betterOf(figure);
  const told: Target['baseline'] =
    baseline === null
      ? { ...known(target), isTyped: false }
      : { value: baseline, isTyped: true, cases: null, origin: 'typed', source: null, from: null, to: null };
  return { figure, elementId, unit, better, target: wanted, baseline: told };
}

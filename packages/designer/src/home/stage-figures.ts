/** The figures of a stage as bars on one scale, and which currencies they are in. */
import type { StageCount } from '@fortnight/shared/contract';

/** Widths in per cent of the longest bar; something is never shown as nothing. */
export function sharesOf({ count, overTargetCount }: StageCount, most: number): { width: number; over: number } {
  const share = (part: number) => (part === 0 ? 0 : Math.max(1, (part / most) * 100));
  return { width: share(count), over: share(Math.min(count, overTargetCount)) };
}

/** How many cases of a process are over the target of the stage they stand in. */
export const overOf = (stages: readonly StageCount[]): number =>
  stages.reduce((sum, { overTargetCount }) => sum + overTargetCount, 0);

/** The currencies of the amounts, the largest sum first; two at most, for the room there is. */
export function currenciesOf(stages: readonly StageCount[]): readonly string[] {
  const sums = new Map<string, number>();
  for (const { amounts } of stages)
    for (const [currency, amount] of Object.entries(amounts ?? {})) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums]
    .filter(([, sum]) => sum !== 0)
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, 2)
    .map(([currency]) => currency);
}

/** What the targets of an iteration are measured from, where nobody typed it. */
import type { ReleasesContext } from '../ports.ts';
import { type Asked, ask, keyOf, seenIn, yearBefore } from './asked.ts';
import { measuredOf } from './figures.ts';
import type { Shipping } from './shipped.ts';
import type { IterationRow } from './tables.ts';
import type { BaselineOf } from './targets.ts';

/** What the baselines of an iteration's targets are, where nobody typed one. */
export const measuredBaselines = async (context: ReleasesContext, row: IterationRow, shipping: Shipping): Promise<BaselineOf> =>
  baselinesOf(await ask(context, row, shipping));

export async function baselinesOf(asked: Asked): Promise<BaselineOf> {
  const measured = await Promise.all(
    asked.targets.map(async (target) => {
      if (target.baseline !== null) return undefined;
      const { cases, estimate } = measuredOf(await seenIn(asked, target, yearBefore(asked, target)));
      return [keyOf(target), { value: estimate, cases }] as const;
    }),
  );
  const known = new Map(measured.filter((each) => each !== undefined));
  return (target) => known.get(keyOf(target)) ?? { value: null, cases: 0 };
}

/** What the targets of an iteration are measured from, where nobody typed it. */
import type { ReleasesContext } from '../ports.ts';
import { type Asked, ask, keyOf } from './asked.ts';
import { beforeOf } from './before.ts';
import type { Shipping } from './shipped.ts';
import type { IterationRow } from './tables.ts';
import type { BaselineOf } from './targets.ts';

/** What the baselines of an iteration's targets are, where nobody typed one. */
export const knownBaselines = async (context: ReleasesContext, row: IterationRow, shipping: Shipping): Promise<BaselineOf> =>
  baselinesOf(await ask(context, row, shipping));

export async function baselinesOf(asked: Asked): Promise<BaselineOf> {
  const found = await Promise.all(
    asked.targets.map(async (target) => {
      if (target.baseline !== null) return undefined;
      const { origin, measured, given } = await beforeOf(asked, target);
      const { cases, estimate } = measured;
      const about = given && { source: given.source, from: given.from, to: given.to };
      return [keyOf(target), { ...unknown, origin, value: estimate, cases: given ? given.cases : cases, ...about }] as const;
    }),
  );
  const known = new Map(found.filter((each) => each !== undefined));
  return (target) => known.get(keyOf(target)) ?? unknown;
}

const unknown = { value: null, cases: 0, origin: 'measured', source: null, from: null, to: null } as const;

/** Versions in which a step is the same count together for it. */
import type { ReleasesContext } from '../ports.ts';
import { changesBetween } from './changes-between.ts';
import { dayOf } from './figures.ts';

export interface Pooled {
  readonly elementId: string;
  readonly versions: readonly number[];
  /** The day of UTC on which the first of them went live. */
  readonly fromDay: number;
}

/** More versions than these are not compared. */
const mostLooked = 12;
/**
 * The versions that went live and hold a step as the shipped ones do: those after them, and, where they did not change it
 * themselves, those before.
 */
export async function poolOf(
  context: ReleasesContext,
  processId: string,
  elementId: string,
  shipped: readonly number[],
): Promise<Pooled> {
  const rows = await context.db
    .selectFrom('publications')
    .select(['versionId', 'version', 'at'])
    .where('processId', '=', processId)
    .orderBy('version')
    .execute();
  const live = rows.map((row) => ({ ...row, day: dayOf(Date.parse(row.at)) }));
  const first = live.findIndex(({ version }) => version === shipped[0]);
  const last = live.findIndex(({ version }) => version === shipped.at(-1));
  const fromDay = live[first]?.day ?? dayOf(context.now());
  if (first < 0 || last < 0) return { elementId, versions: shipped, fromDay };
  const isSame = async (from: number, to: number): Promise<boolean> => {
    const [before, after] = [live[from], live[to]];
    return (
      before !== undefined &&
      after !== undefined &&
      !(await changesBetween(context, before.versionId, after.versionId)).touched.has(elementId)
    );
  };
  let end = last;
  while (end + 1 < live.length && end - last < mostLooked && (await isSame(end, end + 1))) end += 1;
  let begin = first;
  while (begin > 0 && first - begin < mostLooked && (await isSame(begin - 1, begin))) begin -= 1;
  // A step that was always the same has nothing before it to be compared with.
  if (begin === 0) begin = first;
  const pooled = live.slice(begin, end + 1);
  return { elementId, versions: pooled.map(({ version }) => version), fromDay: Math.min(...pooled.map(({ day }) => day)) };
}

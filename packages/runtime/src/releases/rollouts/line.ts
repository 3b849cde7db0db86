/** The line of draws, 0 to 100 per cent of the new cases: which stretches of it each version has; the rest is the control's. */

export type Part = readonly [from: number, to: number];

/** Less than this is what a sum of shares gets wrong. */
const nothing = 1e-9;
const whole = 100;

export const partsOf = ({ parts }: { readonly parts: string }): readonly Part[] => JSON.parse(parts);

/** The stretches of all roll-outs but one. */
export const partsBeside = (
  running: readonly { readonly id: string; readonly parts: string }[],
  id?: string,
): readonly (readonly Part[])[] => running.filter((each) => each.id !== id).map(partsOf);

export const widthOf = (parts: readonly Part[]): number => parts.reduce((sum, [from, to]) => sum + to - from, 0);

/** Per cent that nobody of these has. */
export const freeBeside = (others: readonly (readonly Part[])[]): number => leftBeside(others.map(widthOf));

/** What these shares leave to the control, per cent. */
export const leftBeside = (shares: readonly number[]): number => {
  const left = whole - shares.reduce((sum, share) => sum + share, 0);
  return left < nothing ? 0 : left;
};

/** Whether so much fits. */
export const hasRoom = (others: readonly (readonly Part[])[], share: number): boolean => share <= freeBeside(others) + nothing;

/**
 * What a version has once its share is another: one that grows keeps all that it had and takes more from the control, from
 * the left; one that shrinks gives back from the right. Nobody else's stretches are touched.
 */
export function withShare(own: readonly Part[], others: readonly (readonly Part[])[], share: number): readonly Part[] {
  const grown = joined([...own, ...take(gapsOf([...own, ...others.flat()]), share - widthOf(own))]);
  return share < widthOf(own) - nothing ? take(joined(own), share) : grown;
}

/** The first so much of it. */
function take(parts: readonly Part[], width: number): readonly Part[] {
  let left = width;
  return parts.flatMap(([from, to]): Part[] => {
    if (left <= nothing) return [];
    const end = to - from <= left + nothing ? to : from + left;
    left -= end - from;
    return [[from, end]];
  });
}

function gapsOf(taken: readonly Part[]): readonly Part[] {
  const sorted = joined(taken);
  const starts = [0, ...sorted.map(([, to]) => to)];
  const ends = [...sorted.map(([from]) => from), whole];
  return starts.map((from, index): Part => [from, ends[index] ?? whole]).filter(([from, to]) => to - from > nothing);
}

/** In order, with those that touch as one. */
function joined(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  for (const [from, to] of parts.toSorted(([one], [other]) => one - other)) {
    const last = result.at(-1);
    if (last && from - last[1] <= nothing) result[result.length - 1] = [last[0], Math.max(last[1], to)];
    else result.push([from, to]);
  }
  return result;
}

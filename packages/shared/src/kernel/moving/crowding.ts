/** Whether tokens that stand beside one another may do so in the other program, and can still meet where they are to. */
import { handlerOf } from '../elements/index.ts';
import type { ProgramElement } from '../program.ts';
import { upstreamOf } from '../queries/reachability.ts';
import type { State } from '../state.ts';
import type { Crossing } from './crossing.ts';
import type { Stand } from './landings.ts';
import type { Obstacle } from './obstacles.ts';
import { plainText } from './plain.ts';
import { behind } from './ways-within.ts';

export function crowding(crossing: Crossing, _state: State, stands: readonly Stand[]): readonly Obstacle[] {
  const scopes = new Map<string, Stand[]>();
  for (const stand of stands) scopes.set(stand.scopeId, [...(scopes.get(stand.scopeId) ?? []), stand]);
  return [...scopes.values()].flatMap((beside) => [...twice(crossing, beside), ...unmet(crossing, beside)]);
}

const blocked = (crossing: Crossing, code: string, { was, element }: Stand): Obstacle => ({
  kind: 'blocked',
  code,
  elementId: crossing.before(was).id,
  to: crossing.after(element).id,
});

/** One would come to where another is already, and did not before: what lies between would be done twice. */
function twice(crossing: Crossing, beside: readonly Stand[]): Obstacle[] {
  const places = new Map<string, Stand>();
  for (const stand of beside) places.set(`${stand.was} ${stand.element} ${stand.isAnew} ${stand.via}`, stand);
  const different = [...places.values()];
  return different.flatMap((one) =>
    different.some((other) => one !== other && isNewlyBehind(crossing, one, other)) ? [blocked(crossing, 'runs-twice', one)] : [],
  );
}

function isNewlyBehind({ from, to }: Crossing, one: Stand, other: Stand): boolean {
  if (one.element === other.element) {
    // Two that begin anew at one place become one; two that wait before a join do so by different flows.
    if (one.isAnew && other.isAnew) return false;
    if (one.via !== undefined && other.via !== undefined) return one.via === other.via && one.was !== other.was;
    return one.was !== other.was;
  }
  // A token that waits before a join has arrived: others are to come to it, by other flows.
  if (other.via !== undefined && isJoin(to.elements[other.element])) {
    const comes = upstreamOf(to, other.element).get(one.element)?.includes(other.via) === true;
    return (
      comes &&
      upstreamOf(from, other.was)
        .get(one.was)
        ?.includes(other.token.via ?? -1) !== true
    );
  }
  if (!behind(to, one.element).has(other.element)) return false;
  const isBeside = one.token.scopeId === other.token.scopeId;
  return !(isBeside && behind(from, one.was).has(other.was));
}

const isJoin = (element: ProgramElement | undefined): boolean => {
  const handler = element && handlerOf(element);
  return element !== undefined && element.incoming.length > 1 && (handler?.arrive ?? handler?.join) !== undefined;
};

/** The flows into a join that these tokens can still come by, or have come by. */
function reachedAt(
  program: Crossing['from'],
  join: number,
  places: readonly { at: number; via: number | undefined }[],
): ReadonlySet<number> {
  const upstream = upstreamOf(program, join);
  return new Set(
    places.flatMap(({ at, via }) => {
      if (at !== join) return upstream.get(at) ?? [];
      return via === undefined ? [] : [via];
    }),
  );
}

/** A join that would wait for ever, or that decides by other rules than the tokens set out under. */
function unmet(crossing: Crossing, beside: readonly Stand[]): Obstacle[] {
  const { from, to } = crossing;
  const now = beside.map(({ element, via }) => ({ at: element, via }));
  const parent = to.elements[beside[0]?.element ?? -1]?.parent;
  const joins = to.elements.filter((element) => element.parent === parent && isJoin(element));
  return joins.flatMap((join): Obstacle[] => {
    const reached = reachedAt(to, join.index, now);
    if (reached.size === 0) return [];
    const { waitsForAll, joinReadsVariables } = handlerOf(join) ?? {};
    const was = from.elements.find(({ index }) => crossing.numberOf(index) === join.index);
    const names = ({ incoming }: ProgramElement, flows: Crossing['from']['flows']): string =>
      incoming
        .map((flow) => flows[flow]?.id)
        .sort()
        .join('\n');
    const isSame = was !== undefined && names(was, from.flows) === names(join, to.flows);
    const first = beside.find(({ element, via }) =>
      element === join.index ? via !== undefined : upstreamOf(to, join.index).has(element),
    );
    if (!first) return [];
    if (joinReadsVariables) {
      const isUnchanged = isSame && plainText(from, was.plan) === plainText(to, join.plan);
      return isUnchanged ? [] : [blocked(crossing, 'join-changed', first)];
    }
    if (!waitsForAll || join.incoming.every((flow) => reached.has(flow))) return [];
    // It may have been so before: a case that is stuck in its process is no worse off.
    const then =
      was &&
      reachedAt(
        from,
        was.index,
        beside.map(({ was: at, token }) => ({ at, via: token.via })),
      );
    const ids = (flows: Iterable<number>, program: Crossing['from']): string =>
      [...flows]
        .map((flow) => program.flows[flow]?.id)
        .sort()
        .join('\n');
    if (isSame && then && ids(then, from) === ids(reached, to)) return [];
    return [blocked(crossing, 'join-out-of-reach', first)];
  });
}

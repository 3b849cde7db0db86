/** Elements that were given another id: the same name and kind, beside the same neighbours. */
import { misfitOf, type Program, type ProgramElement } from '../kernel/index.ts';

/** Answers the guesses alone, by the id before; each element is guessed once, and only where one alone fits best. */
export function guessNames(
  from: Program,
  to: Program,
  known: { readonly [elementId: string]: string },
): { readonly [elementId: string]: string } {
  const taken = new Set(Object.values(known));
  const there = new Set(to.elements.map(({ id }) => id));
  const guesses: Record<string, string> = {};
  for (const element of from.elements) {
    if (Object.hasOwn(known, element.id) || there.has(element.id) || element.name === undefined) continue;
    const fitting = to.elements.filter(
      (candidate) => !taken.has(candidate.id) && candidate.name === element.name && misfitOf(element, candidate) === undefined,
    );
    const counted = fitting
      .map((candidate) => ({ candidate, shared: sharedOf(from, element, to, candidate, known) }))
      .sort((one, other) => other.shared - one.shared);
    const [best, second] = counted;
    if (!best || best.shared === 0 || best.shared === second?.shared) continue;
    guesses[element.id] = best.candidate.id;
    taken.add(best.candidate.id);
  }
  return guesses;
}

/** How many neighbours, the container among them, are the same. */
function sharedOf(
  from: Program,
  one: ProgramElement,
  to: Program,
  other: ProgramElement,
  known: { readonly [elementId: string]: string },
): number {
  const around = new Set(neighboursOf(to, other));
  return neighboursOf(from, one).filter((id) => {
    const mapped = id.replace(/^\S+ /, '');
    const kind = id.slice(0, id.length - mapped.length);
    const target = mapped === '' ? '' : known[mapped];
    return target !== undefined && around.has(`${kind}${target}`);
  }).length;
}

function neighboursOf({ elements, flows }: Program, { incoming, outgoing, parent }: ProgramElement): readonly string[] {
  return [
    ...incoming.map((flow) => `before ${elements[flows[flow]?.source ?? -1]?.id}`),
    ...outgoing.map((flow) => `behind ${elements[flows[flow]?.target ?? -1]?.id}`),
    ...(parent < 0 ? [] : [`in ${elements[parent]?.id}`]),
  ];
}

/** From where each incoming flow of an inclusive join can still get a token (BPMN 2.0.2, 13.4.3), computed once a program. */
import type { Program } from '../program.ts';

/** By element index, the incoming flows of a join that a token there can reach without visiting the join. */
export type Upstream = ReadonlyMap<number, readonly number[]>;

const known = new WeakMap<Program, Map<number, Upstream>>();

/**
 * Answers what is upstream of a join.
 *
 * Paths go along sequence flows, and from an activity through its boundary events.
 * Cost: at the first call one walk backwards an incoming flow; it stands beside the program, which stays small.
 */
export function upstreamOf(program: Program, join: number): Upstream {
  const joins = known.get(program) ?? new Map<number, Upstream>();
  known.set(program, joins);
  const before = joins.get(join);
  if (before) return before;
  const hosts = hostsOf(program);
  const upstream = new Map<number, number[]>();
  for (const flow of program.elements[join]?.incoming ?? []) {
    for (const element of reaching(program, hosts, flow, join)) {
      const reached = upstream.get(element) ?? [];
      reached.push(flow);
      upstream.set(element, reached);
    }
  }
  joins.set(join, upstream);
  return upstream;
}

/** The activity of each boundary event. */
function hostsOf({ elements }: Program): ReadonlyMap<number, number> {
  return new Map(elements.flatMap(({ index, boundaries = [] }) => boundaries.map((boundary) => [boundary, index] as const)));
}

function reaching(program: Program, hosts: ReadonlyMap<number, number>, flow: number, join: number): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [program.flows[flow]?.source ?? -1];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const element = program.elements[index];
    if (!element || index === join || seen.has(index)) continue;
    seen.add(index);
    for (const incoming of element.incoming) open.push(program.flows[incoming]?.source ?? -1);
    open.push(hosts.get(index) ?? -1);
  }
  return seen;
}

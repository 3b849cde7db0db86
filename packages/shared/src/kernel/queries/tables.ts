/** Where an id stands in a program; made once a program. */
import { assert } from '../../base/index.ts';
import type { Program } from '../program.ts';

interface Tables {
  readonly elements: ReadonlyMap<string, number>;
  readonly flows: ReadonlyMap<string, number>;
}
const tables = new WeakMap<Program, Tables>();

function tablesOf(program: Program): Tables {
  const known = tables.get(program);
  if (known) return known;
  const made = {
    elements: new Map(program.elements.map(({ id, index }) => [id, index])),
    flows: new Map(program.flows.map(({ id, index }) => [id, index])),
  };
  tables.set(program, made);
  return made;
}

/** Finds an element's index by its id. */
export function elementIndex(program: Program, id: string): number {
  const index = tablesOf(program).elements.get(id);
  assert(index !== undefined, `the program has no element ${id}`);
  return index;
}

export const hasElement = (program: Program, id: string): boolean => tablesOf(program).elements.has(id);

/** A flow's index by its id; undefined where there is none. */
export const flowNumber = (program: Program, id: string): number | undefined => tablesOf(program).flows.get(id);

/** Finds a flow's index by its id. */
export function flowIndex(program: Program, id: string): number {
  const index = tablesOf(program).flows.get(id);
  assert(index !== undefined, `the program has no flow ${id}`);
  return index;
}

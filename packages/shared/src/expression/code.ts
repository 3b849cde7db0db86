import type { Run } from './run.ts';
import type { Node } from './tree.ts';
import type { Value } from './value.ts';

/** A compiled node. */
export type Code = (run: Run) => Value;
export type Compile = (node: Node) => Code;

/** Nodes within nodes, at most. */
export function depthOf(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  const inner = Object.values(part).reduce<number>((most, member) => Math.max(most, depthOf(member)), 0);
  return 'kind' in part ? inner + 1 : inner;
}

/** Steps that one run of a loop's or function's body counts as: longer texts work longer. */
export const weightOf = (node: Node): number => 1 + Math.floor(JSON.stringify(node).length / 1000);

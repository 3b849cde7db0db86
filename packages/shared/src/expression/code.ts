import type { Run } from './run.ts';
import type { Node } from './tree.ts';
import type { Value } from './value.ts';

/** A compiled node. */
export type Code = (run: Run) => Value;
export type Compile = (node: Node) => Code;

/** Steps that one run of a loop's or function's body counts as: longer texts work longer. */
export const weightOf = (node: Node): number => 1 + Math.floor(JSON.stringify(node).length / 1000);

import { type Code, depthOf, weightOf } from './code.ts';
import type { Node } from './tree.ts';
import { FunctionValue, type Value } from './value.ts';

type FunctionNode = Extract<Node, { kind: 'function' }>;

/** A function literal: it keeps the names that it was written among. */
export function functionOf(node: FunctionNode, body: Code): Code {
  const [weight, levels] = [weightOf(node.body), depthOf(node.body) + 2];
  return (run) => {
    const kept = run.slots.slice();
    return new FunctionValue(node.parameters, (values) => {
      run.spend(weight);
      const outer = run.slots;
      run.slots = kept.slice();
      for (const index of node.parameters.keys()) run.slots[node.slot + index] = values[index] ?? null;
      try {
        return run.deeper(() => body(run), levels);
      } finally {
        run.slots = outer;
      }
    });
  };
}

/** Calls a function of the expression's own. */
export function invoke(callee: Code, parameters: readonly Code[], names: readonly string[] | undefined): Code {
  return (run) => {
    const called = callee(run);
    if (!(called instanceof FunctionValue)) return run.warn('wrong-type', 'What is called is no function.');
    const values = parameters.map((parameter) => parameter(run));
    const ordered = names ? called.parameters.map((name) => values[names.indexOf(name)] ?? null) : values;
    const isKnown = names?.every((name) => called.parameters.includes(name)) ?? true;
    if (!isKnown || values.length !== called.parameters.length) {
      return run.warn('wrong-argument-count', `The function takes (${called.parameters.join(', ')}).`);
    }
    return called.call(ordered as readonly Value[]);
  };
}

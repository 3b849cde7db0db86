/** What the frame compiles for every element beside its handler: mappings, and how often it runs. */
import type { FlowNode } from '../model/index.ts';
import type { Compiling, ElementHandler } from './elements/handler.ts';
import { compileLoop } from './parts/loop-plan.ts';
import type { ElementPlan, Mapping } from './program.ts';

export function planOf(node: FlowNode, handler: ElementHandler | undefined, compiling: Compiling): ElementPlan {
  const [inputs, outputs] = [compileMappings(node, 'inputs', compiling), compileMappings(node, 'outputs', compiling)];
  const loop = handler?.mayLoop ? compileLoop(node, compiling) : undefined;
  return {
    ...handler?.compile?.(node, compiling),
    ...(inputs.length > 0 ? { inputs } : {}),
    ...(outputs.length > 0 ? { outputs } : {}),
    ...(loop ? { loop } : {}),
  };
}

function compileMappings(node: FlowNode, field: 'inputs' | 'outputs', compiling: Compiling): readonly Mapping[] {
  return node.extension[field].flatMap(({ name, value }) => {
    if (name === 'starter') {
      const message = `A mapping of ${node.name ?? node.id} (${node.id}) writes "starter", which the engine alone writes.`;
      compiling.problem({ code: 'reserved-variable', severity: 'error', elementId: node.id, field: `${field}.${name}`, message });
    }
    const expression = compiling.expression(value, node.id, `${field}.${name}`);
    return expression ? [{ name, value: expression }] : [];
  });
}

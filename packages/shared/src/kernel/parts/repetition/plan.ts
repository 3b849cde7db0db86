/** What a loop or a multi-instance activity says of its runs (BPMN 2.0.2, 10.3.8), checked and parsed. */
import type { FlowNode, LoopNode } from '../../../model/index.ts';
import type { LoopPlan, LoopThrow } from '../../program.ts';
import type { Compiling } from '../compiling.ts';
import { loopSpecOf } from './spec.ts';

export function compileLoop(node: FlowNode, compiling: Compiling): LoopPlan | undefined {
  const { loop } = node;
  if (!loop) {
    if (node.extension.loop) compiling.refuse(node, 'fortnight:loop without multi-instance characteristics', 'loop');
    return undefined;
  }
  if (loop.kind === 'standardLoopCharacteristics') return compileStandardLoop(node, loop, compiling);
  const spec = loopSpecOf(node, compiling);
  const problem = (code: string, field: string, message: string): void =>
    compiling.problem({ code, severity: 'error', elementId: node.id, field, message });
  const name = `${node.name ?? node.kind} (${node.id})`;
  if (spec.collection === undefined && loop.cardinality === undefined)
    problem('loop-without-count', 'loop', `${name} does not say how often it runs; expected a collection or a cardinality.`);
  if ((spec.output === undefined) !== (spec.outputCollection === undefined))
    problem('loop-output', 'loop.output', `${name} needs an output and an output collection, or neither of them.`);
  const parse = (text: string | undefined, field: string) =>
    text === undefined ? undefined : compiling.expression(text, node.id, field);
  const collection = parse(spec.collection, 'loop.collection');
  const cardinality = parse(loop.cardinality, 'loop.cardinality');
  const until = parse(loop.completionCondition, 'loop.completionCondition');
  const output = parse(spec.output, 'loop.output');
  return {
    kind: 'multiInstance',
    isSequential: loop.isSequential,
    ...(collection ? { collection } : {}),
    ...(cardinality ? { cardinality } : {}),
    ...(spec.item === undefined ? {} : { item: spec.item }),
    ...(until ? { until } : {}),
    ...(output ? { output } : {}),
    ...(spec.outputCollection === undefined ? {} : { outputCollection: spec.outputCollection }),
    ...compileThrows(node, loop, compiling),
  };
}

/** What is thrown as runs are completed: `One` with the first, `None` with each, `Complex` by conditions, `All` nothing. */
function compileThrows(node: FlowNode, { behavior, throws = [] }: LoopNode, compiling: Compiling): Pick<LoopPlan, 'throws'> {
  if (behavior !== 'All' && throws.length === 0) {
    const message = `${node.name ?? node.kind} (${node.id}) has the multi-instance behavior ${behavior} and names no event; expected what it throws.`;
    compiling.problem({ code: 'loop-event-missing', severity: 'error', elementId: node.id, field: 'loop.behavior', message });
  }
  const compiled = throws.flatMap(({ condition, definition }): readonly LoopThrow[] => {
    const when = condition === undefined ? undefined : compiling.expression(condition, node.id, 'loop.behavior');
    const plan = compiling.thrownByRuns(node, definition);
    if (!plan || (condition !== undefined && !when)) return [];
    return [{ when: when ?? (behavior === 'One' ? 'first' : 'each'), definition: plan }];
  });
  return compiled.length === 0 ? {} : { throws: compiled };
}

function compileStandardLoop(node: FlowNode, loop: LoopNode, compiling: Compiling): LoopPlan | undefined {
  if (node.extension.loop) compiling.refuse(node, 'fortnight:loop at a standard loop', 'loop');
  const problem = (message: string): void =>
    compiling.problem({ code: 'loop-without-end', severity: 'error', elementId: node.id, field: 'loop', message });
  const { loopMaximum: maximum, loopCondition, testBefore } = loop;
  const name = `${node.name ?? node.kind} (${node.id})`;
  if (loopCondition === undefined && maximum === undefined)
    problem(`The loop ${name} does not say how long it goes on; expected a condition or a maximum.`);
  if (maximum !== undefined && !(Number.isInteger(maximum) && maximum > 0))
    problem(`The loop ${name} has the maximum ${maximum}; expected 1 or more.`);
  const condition = loopCondition === undefined ? undefined : compiling.expression(loopCondition, node.id, 'loop.condition');
  return {
    kind: 'loop',
    isSequential: true,
    ...(condition ? { while: condition, testBefore } : {}),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

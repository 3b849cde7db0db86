/** What the frame compiles for every element beside its handler: mappings, how often it runs, how it is compensated. */
import type { FlowNode } from '../../model/index.ts';
import type { ElementHandler } from '../elements/handler.ts';
import { compileCompensation } from '../parts/compensation-plan.ts';
import type { Compiling } from '../parts/compiling.ts';
import { noName } from '../parts/rejection.ts';
import { compileLoop } from '../parts/repetition/index.ts';
import type { ElementPlan, Mapping, ProgramElement } from '../program.ts';
import { compileData } from './data-associations.ts';

export function planOf(node: FlowNode, handler: ElementHandler | undefined, compiling: Compiling): ElementPlan {
  const [inputs, outputs] = [compileMappings(node, 'inputs', compiling), compileMappings(node, 'outputs', compiling)];
  const data = compileData(node, handler, compiling);
  const loop = handler?.mayLoop ? compileLoop(node, compiling) : undefined;
  return {
    ...handler?.compile?.(node, compiling),
    ...(inputs.length > 0 ? { inputs } : {}),
    ...(outputs.length > 0 ? { outputs } : {}),
    ...(loop ? { loop } : {}),
    ...quantities(node, compiling),
    ...(data ? { data } : {}),
    ...compileCompensation(node, compiling),
  };
}

/** How many tokens an activity waits for, and how many leave it (BPMN 2.0.2, 10.3). */
function quantities(node: FlowNode, compiling: Compiling): Pick<ElementPlan, 'startQuantity' | 'completionQuantity'> {
  const read = (name: 'startQuantity' | 'completionQuantity') => {
    const { [name]: quantity } = node;
    if (quantity === 1) return {};
    if (Number.isInteger(quantity) && quantity > 0 && quantity <= 1000) return { [name]: quantity };
    const message = `The ${name} of ${node.name ?? node.kind} (${node.id}) is ${quantity}; expected 1 to 1000.`;
    compiling.problem({ code: 'bad-quantity', severity: 'error', elementId: node.id, field: name, message });
    return {};
  };
  return { ...read('startQuantity'), ...read('completionQuantity') };
}

function compileMappings(node: FlowNode, field: 'inputs' | 'outputs', compiling: Compiling): readonly Mapping[] {
  return node.extension[field].flatMap(({ name, value, language = 'feel' }) => {
    if (!/^(text\/)?(x-)?feel$/i.test(language)) {
      const message = `What ${node.name ?? node.kind} (${node.id}) puts into "${name}" is written in ${language}; expected feel.`;
      const about = { elementId: node.id, field: `${field}.${name}`, params: { found: language } };
      compiling.problem({ code: 'language-not-feel', severity: 'error', ...about, message });
      return [];
    }
    const expression = compiling.expression(value, node.id, `${field}.${name}`);
    return expression ? [{ name, value: expression }] : [];
  });
}

/** Refuses what a plan writes and the engine alone may write: known once every element is compiled. */
export function refuseReserved(element: ProgramElement, reserved: ReadonlySet<string>, compiling: Compiling): void {
  const { inputs = [], outputs = [], script, loop, data } = element.plan;
  const associated = [...(data?.entering ?? []), ...(data?.leaving ?? [])];
  const own = [...(data?.inputs ?? []), ...(data?.outputs ?? [])];
  const targets: readonly (readonly [string, string | undefined])[] = [
    ...inputs.map(({ name }) => [`inputs.${name}`, name] as const),
    ...outputs.map(({ name }) => [`outputs.${name}`, name] as const),
    ['resultVariable', script?.result],
    ['loop.item', loop?.item],
    ['loop.outputCollection', loop?.outputCollection],
    ...[...associated.map(({ target }) => target.variable), ...own].map((name) => [`data.${name}`, name] as const),
    ...(data?.locals ?? [])
      .filter((name) => name === 'starter' || name === noName)
      .map((name) => [`data.${name}`, name] as const),
  ];
  for (const [field, name] of targets) {
    if (name === undefined || !(reserved.has(name) || name === noName)) continue;
    const message = `${element.name ?? element.kind} (${element.id}) writes "${name}", which the engine alone writes.`;
    compiling.problem({ code: 'reserved-variable', severity: 'error', elementId: element.id, field, message });
  }
}

/** Turns a model into a Program, or says by id and name what can't be executed. */
import { type Problem, sha256Hex, toCanonicalJson } from '../base/index.ts';
import { type Expression, parseExpression } from '../expression/index.ts';
import type { Container, FlowNode, Model } from '../model/index.ts';
import type { Compiling, ElementHandler } from './elements/handler.ts';
import { elements as handlers } from './elements/index.ts';
import type { ElementPlan, Mapping, Program, ProgramElement, ProgramFlow } from './program.ts';

export type CompileResult =
  | { readonly ok: true; readonly value: Program }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const describing = new Set(['documentation', 'labels']);

/** Compiles one process: the named one, else the only executable one. */
export function compile(model: Model, options: { readonly processId?: string } = {}): CompileResult {
  const problems: Problem[] = [];
  const refuse = (code: string, message: string, elementId?: string): void => {
    problems.push({ code, severity: 'error', message, ...(elementId === undefined ? {} : { elementId }) });
  };
  const candidates = model.processes.filter(({ id, isExecutable }) =>
    options.processId === undefined ? isExecutable : id === options.processId,
  );
  const [process] = candidates;
  if (!process || candidates.length > 1) {
    refuse('process-not-found', `Expected one process to compile, found ${candidates.length}; name it by processId.`);
    return { ok: false, problems };
  }
  const nodes: { node: FlowNode; parent: number }[] = [];
  const flowNodes: Container['flows'][number][] = [];
  const collect = (container: Partial<Container>, parent: number): void => {
    flowNodes.push(...(container.flows ?? []));
    for (const node of container.nodes ?? []) collect(node, nodes.push({ node, parent }) - 1);
  };
  collect(process, -1);
  const nodeIndex = new Map(nodes.map(({ node }, index) => [node.id, index]));
  const flowIndex = new Map(flowNodes.map(({ id }, index) => [id, index]));
  const allNodes = new Map(nodes.map(({ node }) => [node.id, node]));
  const reservedNames = new Set(['starter']);
  const compiling: Compiling = {
    model,
    node: (id) => allNodes.get(id),
    reserve: (variable) => reservedNames.add(variable),
    refuse(node, what, field) {
      const message = `${node.name ?? node.kind} (${node.id}) can't be executed yet: ${what}.`;
      const where = field === undefined ? {} : { field };
      problems.push({ code: 'element-not-supported', severity: 'error', message, elementId: node.id, ...where });
    },
    problem: (problem) => problems.push(problem),
    indexOf: (id) => nodeIndex.get(id) ?? -1,
    expression(text, elementId, field): Expression | undefined {
      const parsed = parseExpression(text);
      if (parsed.ok) return parsed.value;
      for (const { message } of parsed.error)
        problems.push({ code: 'expression-invalid', severity: 'error', elementId, field, message });
      return undefined;
    },
  };
  const flowsOf = (ids: readonly string[]): number[] => ids.flatMap((id) => flowIndex.get(id) ?? []);
  const attached = new Map<string, number[]>();
  for (const [index, { node }] of nodes.entries())
    if (node.attachedTo !== undefined) attached.set(node.attachedTo, [...(attached.get(node.attachedTo) ?? []), index]);
  const elements = nodes.map(({ node, parent }, index): ProgramElement => {
    const handler = handlers.get(node.kind);
    const unsupported = notSupported(node);
    if (!handler || unsupported !== undefined) {
      compiling.refuse(node, unsupported ?? node.kind);
    }
    const base = { index, id: node.id, kind: node.kind, parent, plan: planOf(node, handler, compiling) };
    const boundaries = attached.get(node.id);
    const fallback = node.defaultFlow === undefined ? undefined : flowIndex.get(node.defaultFlow);
    return {
      ...base,
      incoming: flowsOf(node.incoming),
      outgoing: flowsOf(node.outgoing),
      ...(node.name === undefined ? {} : { name: node.name }),
      ...(fallback === undefined ? {} : { defaultFlow: fallback }),
      ...(boundaries ? { boundaries } : {}),
    };
  });
  const flows = flowNodes.map((flow, index): ProgramFlow => {
    const [source, target] = [nodeIndex.get(flow.sourceId) ?? -1, nodeIndex.get(flow.targetId) ?? -1];
    if (source < 0 || target < 0) refuse('flow-not-connected', `The flow ${flow.id} needs a source and a target.`, flow.id);
    const condition = flow.condition === undefined ? undefined : compiling.expression(flow.condition, flow.id, 'condition');
    return { index, id: flow.id, source, target, ...(condition ? { condition } : {}) };
  });
  const starts = elements.filter(({ kind, parent }) => kind === 'startEvent' && parent === -1).map(({ index }) => index);
  if (starts.length === 0) refuse('no-start-event', `The process ${process.id} needs a start event.`, process.id);
  if (problems.length > 0) return { ok: false, problems };
  const { timeZone } = process.extension.process;
  const body = {
    processId: process.id,
    ...(process.name === undefined ? {} : { name: process.name }),
    ...(timeZone === undefined ? {} : { timeZone }),
    elements,
    flows,
    starts,
    triggers: [],
    reserved: [...reservedNames],
  };
  return { ok: true, value: freeze({ hash: sha256Hex(toCanonicalJson(body)), ...body }) };
}

function planOf(node: FlowNode, handler: ElementHandler | undefined, compiling: Compiling): ElementPlan {
  const mappings = (field: 'inputs' | 'outputs'): Mapping[] =>
    node.extension[field].flatMap(({ name, value }) => {
      const expression = compiling.expression(value, node.id, `${field}.${name}`);
      return expression ? [{ name, value: expression }] : [];
    });
  const [inputs, outputs] = [mappings('inputs'), mappings('outputs')];
  return {
    ...handler?.compile?.(node, compiling),
    ...(inputs.length > 0 ? { inputs } : {}),
    ...(outputs.length > 0 ? { outputs } : {}),
  };
}

/** Names the first thing that the node asks for and nobody carries out. */
function notSupported(node: FlowNode): string | undefined {
  const handler = handlers.get(node.kind);
  const definition = node.eventDefinitions.find(({ kind }) => !handler?.eventDefinitions?.includes(kind));
  if (definition) return definition.kind;
  if (node.loop) return node.loop.kind;
  if (node.triggeredByEvent) return 'event sub-process';
  if (node.isForCompensation) return 'isForCompensation';
  if (node.instantiate) return 'instantiate';
  if (node.startQuantity !== 1) return 'startQuantity';
  if (node.completionQuantity !== 1) return 'completionQuantity';
  for (const [name, value] of Object.entries(node.extension)) {
    if (describing.has(name) || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    if (!handler?.extensions.includes(name)) return `fortnight:${name}`;
  }
  return undefined;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}

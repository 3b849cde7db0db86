/** Turns a model into a Program, or says by id and name what can't be executed. */
import { type Problem, sha256Hex, toCanonicalJson } from '../../base/index.ts';
import { compensationProblems, type Model } from '../../model/index.ts';
import { correlationOf } from '../definitions/index.ts';
import { handlerOf, variantOf } from '../elements/index.ts';
import type { Compiling } from '../parts/compiling.ts';
import type { MessageCorrelation, Program, ProgramElement, ProgramFlow } from '../program.ts';
import { checkIds, createCompiling, type Graph, readGraph } from './create-compiling.ts';
import { planOf, refuseReserved } from './plan.ts';
import { readStarts } from './starts.ts';
import { notSupported } from './support.ts';

export type CompileResult =
  | { readonly ok: true; readonly value: Program }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Compiles one process of a model: the named one, else the only executable one.
 *
 * Pure: the same model gives the same Program, to the byte.
 * Shape: the Program is frozen plain data; `hash` names all of it, so that a state says which one it belongs to.
 * Errors: answers every Problem that stands in the way, by the element's id; throws on no model that could be read.
 * Cost: grows with the process; a host compiles a version once and keeps it.
 * Source: BPMN 2.0.2 §10; what is not carried out is the problem `element-not-supported`.
 */
export function compile(model: Model, options: { readonly processId?: string } = {}): CompileResult {
  const problems: Problem[] = [];
  const candidates = model.processes.filter(({ id, isExecutable }) =>
    options.processId === undefined ? isExecutable : id === options.processId,
  );
  const [process] = candidates;
  if (!process || candidates.length > 1) {
    const message = `Expected one process to compile, found ${candidates.length}; name it by processId.`;
    return { ok: false, problems: [{ code: 'process-not-found', severity: 'error', message }] };
  }
  const graph = readGraph(process, problems);
  checkIds(graph, problems);
  problems.push(...compensationProblems(process));
  const { compiling, reserved } = createCompiling(model, process, graph, problems);
  const elements = compileElements(graph, compiling);
  for (const element of elements) refuseReserved(element, reserved, compiling);
  const flows = compileFlows(graph, compiling);
  const { starts, triggers } = readStarts(process, elements, flows, compiling);
  if (starts.length + triggers.length === 0) {
    const message = `The process ${process.name ?? process.id} (${process.id}) needs a start event; draw one.`;
    problems.push({ code: 'no-start-event', severity: 'error', message, elementId: process.id });
  }
  if (problems.some(({ severity }) => severity === 'error')) return { ok: false, problems };
  const { timeZone } = process.extension.process;
  const eventStarts = compiling.eventStarts(process);
  const body = {
    processId: process.id,
    ...(process.name === undefined ? {} : { name: process.name }),
    ...(timeZone === undefined ? {} : { timeZone }),
    elements,
    flows,
    starts,
    triggers,
    ...(eventStarts.length > 0 ? { eventStarts } : {}),
    ...correlationsOf(elements),
    reserved: [...reserved].sort(),
  };
  return { ok: true, value: freeze({ hash: sha256Hex(toCanonicalJson(body)), ...body }) };
}

function compileElements(graph: Graph, compiling: Compiling): ProgramElement[] {
  const flowsOf = (ids: readonly string[]): number[] => ids.flatMap((id) => graph.flowIndex.get(id) ?? []);
  return graph.nodes.map(({ node, parent }, index) => {
    const variant = variantOf(node);
    const handler = handlerOf(node);
    const missing = notSupported(node, handler, variant);
    if (missing !== undefined) compiling.refuse(node, missing);
    const fallback = node.defaultFlow === undefined ? undefined : graph.flowIndex.get(node.defaultFlow);
    const boundaries = graph.attached.get(node.id);
    return {
      index,
      id: node.id,
      kind: node.kind,
      parent,
      incoming: flowsOf(node.incoming),
      outgoing: flowsOf(node.outgoing),
      ...(node.name === undefined ? {} : { name: node.name }),
      ...(variant === undefined ? {} : { variant }),
      ...(fallback === undefined ? {} : { defaultFlow: fallback }),
      ...(boundaries ? { boundaries } : {}),
      plan: planOf(node, handler, compiling),
    };
  });
}

function compileFlows(graph: Graph, compiling: Compiling): ProgramFlow[] {
  return graph.flows.map((flow, index) => {
    const [source, target] = [compiling.indexOf(flow.sourceId), compiling.indexOf(flow.targetId)];
    if (source < 0 || target < 0) {
      const message = `The flow ${flow.id} needs a source and a target.`;
      compiling.problem({ code: 'flow-not-connected', severity: 'error', message, elementId: flow.id });
    } else if (graph.nodes[source]?.parent !== graph.nodes[target]?.parent) {
      const message = `The flow ${flow.id} leads from ${flow.sourceId} into another scope, to ${flow.targetId}; a flow stays in its sub-process.`;
      compiling.problem({ code: 'flow-crosses-scope', severity: 'error', message, elementId: flow.id });
    }
    if (flow.conditionLanguage !== undefined && !/feel/i.test(flow.conditionLanguage)) {
      const message = `The condition of ${flow.id} is written in "${flow.conditionLanguage}"; expected FEEL.`;
      compiling.problem({ code: 'condition-language', severity: 'error', message, elementId: flow.id, field: 'condition' });
    }
    const condition = flow.condition === undefined ? undefined : compiling.expression(flow.condition, flow.id, 'condition');
    return { index, id: flow.id, source, target, ...(condition ? { condition } : {}) };
  });
}

/** Of the messages whose names are known beforehand, each once. */
function correlationsOf(elements: readonly ProgramElement[]): Pick<Program, 'correlations'> {
  const found = new Map<string, MessageCorrelation>();
  for (const definition of elements.flatMap(({ plan }) => plan.definitions ?? [])) {
    const correlation = correlationOf(definition);
    if (correlation) found.set(toCanonicalJson(correlation), correlation);
  }
  return found.size > 0 ? { correlations: [...found.values()] } : {};
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}

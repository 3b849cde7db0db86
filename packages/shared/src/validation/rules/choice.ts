import type { FlowNode, SequenceFlowNode } from '../../model/index.ts';
import { type Finding, warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** A choice always has a way to go, and only a choice asks. Source: BPMN 2.0.2 §10.6. */
export const choice: Rule = (view) =>
  view.nodes.flatMap((node) => [...withoutDefault(node, view), ...unread(node, view), ...twice(node, view)]);

const flowsOut = (node: FlowNode, { flow }: ProcessView): readonly SequenceFlowNode[] =>
  node.outgoing.flatMap((id) => flow(id) ?? []);

function withoutDefault(node: FlowNode, view: ProcessView): Finding[] {
  const ways = flowsOut(node, view);
  const isChoice = ['exclusiveGateway', 'inclusiveGateway'].includes(node.kind) && ways.length > 1;
  if (!isChoice || node.defaultFlow !== undefined || !ways.every(({ condition }) => condition !== undefined)) return [];
  if (ways.some(({ condition }) => /^\s*=?\s*true\s*$/.test(condition ?? ''))) return [];
  return [
    warning(node.id, 'no-default-flow', {
      field: 'default',
      message: `${called(node)} has no default way: a case that fits none of its conditions stops here with an incident.`,
      hint: 'Make one of the ways the default, for everything that the others do not take.',
    }),
  ];
}

function unread(node: FlowNode, view: ProcessView): Finding[] {
  if (!['parallelGateway', 'eventBasedGateway'].includes(node.kind)) return [];
  return flowsOut(node, view)
    .filter(({ condition }) => condition !== undefined)
    .map((flow) =>
      warning(flow.id, 'condition-never-read', {
        field: 'condition',
        message: `The way ${called(flow)} out of ${called(node)} has a condition, but all its ways are taken.`,
        hint: 'Remove the condition, or make the gateway exclusive or inclusive.',
        params: { gateway: node.name ?? node.id },
        fixes: [{ code: 'remove-condition', params: { flowId: flow.id } }],
      }),
    );
}

function twice(node: FlowNode, view: ProcessView): Finding[] {
  if (node.kind !== 'exclusiveGateway') return [];
  const seen = new Map<string, SequenceFlowNode>();
  return flowsOut(node, view).flatMap((flow) => {
    const text = flow.condition?.replace(/^\s*=/, '').replace(/\s+/g, ' ').trim();
    if (text === undefined || flow.id === node.defaultFlow) return [];
    const first = seen.get(text);
    if (!first) {
      seen.set(text, flow);
      return [];
    }
    return [
      warning(flow.id, 'condition-used-twice', {
        field: 'condition',
        message: `The way ${called(flow)} has the same condition as ${called(first)}, which is asked first: it is never taken.`,
        hint: 'Say what is different, or remove one of the ways.',
        params: { other: first.name ?? first.id },
      }),
    ];
  });
}

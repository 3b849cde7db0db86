import { asContainer, type Container, type FlowNode } from '../../model/index.ts';
import { type Finding, warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** A call activity names a process that is published (that it names one is the compiler's to say), and a process that calls itself has a way that does not. */
export const calls: Rule = (view) => [
  ...view.nodes.filter(isCall).flatMap((node) => check(node, view)),
  ...callsItselfAlways(view),
];

/** A global task's call is that task: other rules look at it. */
const isCall = ({ kind, calledTask }: FlowNode): boolean => kind === 'callActivity' && calledTask === undefined;

function check(node: FlowNode, { model, processIds }: ProcessView): readonly Finding[] {
  const processId = node.calledElement?.trim() ?? '';
  const isComputed = processId.startsWith('=') || /[$#]\{/.test(processId);
  const isHere = model.processes.some(({ id, isExecutable }) => isExecutable && id === processId);
  if (processId === '' || isComputed || isHere || !processIds || processIds.has(processId)) return [];
  return [
    warning(node.id, 'called-process-unknown', {
      field: 'calledElement',
      message: `${called(node)} calls the process "${processId}", of which no version is published.`,
      hint: 'Publish that process first, or choose another one.',
      params: { processId },
    }),
  ];
}

/** Each case of such a process calls one more, until calls stand too deep in one another. */
function callsItselfAlways(view: ProcessView): readonly Finding[] {
  const own = view.nodes.find((node) => isOwnCall(node, view));
  if (!own || isCrossed(view.process, view)) return [];
  return [
    warning(own.id, 'calls-itself-always', {
      field: 'calledElement',
      message: `Every way through the process passes ${called(own)}, which calls the process itself: it never comes to an end.`,
      hint: 'Draw a way to the end that does not pass it, such as a choice before it.',
    }),
  ];
}

const isOwnCall = (node: FlowNode, { process }: ProcessView): boolean =>
  isCall(node) && node.calledElement?.trim() === process.id;

/** Whether a way leads through a container that passes no call of the process itself. */
function isCrossed(container: Container, view: ProcessView): boolean {
  const seen = new Set<string>();
  const queue = container.nodes.filter(
    ({ kind, incoming, triggeredByEvent }) => incoming.length === 0 && kind !== 'boundaryEvent' && !triggeredByEvent,
  );
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (seen.has(node.id)) continue;
    seen.add(node.id);
    const inner = asContainer(node);
    if (isOwnCall(node, view) || (inner && !isCrossed(inner, view))) continue;
    if (node.outgoing.length === 0) return true;
    const targets = container.flows.filter(({ sourceId }) => sourceId === node?.id).map(({ targetId }) => view.node(targetId));
    for (const next of [...targets, ...view.boundariesOf(node.id)]) if (next) queue.push(next);
  }
  return false;
}

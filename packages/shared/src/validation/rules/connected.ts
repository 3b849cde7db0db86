import type { Container, FlowNode } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';
import { removalOf } from '../removal.ts';
import { reachedIn } from './reachable.ts';

const hasDefinition = (node: FlowNode, kind: string) => node.eventDefinitions.some((definition) => definition.kind === kind);

const standsAlone = (node: FlowNode) => node.triggeredByEvent || node.isForCompensation;

const needsIncoming = (node: FlowNode) =>
  !standsAlone(node) &&
  !node.instantiate &&
  !['startEvent', 'boundaryEvent'].includes(node.kind) &&
  !(isCatch(node) && hasDefinition(node, 'linkEventDefinition'));

const needsOutgoing = (node: FlowNode) =>
  !standsAlone(node) &&
  node.kind !== 'endEvent' &&
  !(node.kind === 'intermediateThrowEvent' && hasDefinition(node, 'linkEventDefinition')) &&
  !(node.kind === 'boundaryEvent' && hasDefinition(node, 'compensateEventDefinition'));

/** What only this node leads to, and itself. */
function followersOf(node: FlowNode, container: Container, view: ProcessView): readonly FlowNode[] {
  const [now, then] = [reachedIn(container, view), reachedIn(container, view, node.id)];
  return container.nodes.filter(({ id }) => now.has(id) && !then.has(id));
}

/** A choice with one way would decide nothing. */
const canEnd = ({ kind, incoming }: FlowNode) =>
  kind !== 'eventBasedGateway' && (!kind.endsWith('Gateway') || incoming.length > 1);

const isCatch = (node: FlowNode) => node.kind === 'intermediateCatchEvent';

/** Every node can be come to and be left. Source: BPMN 2.0.2 §10.5.2 and §10.5.3. */
export const connected: Rule = (view) =>
  view.placed
    .filter(({ ancestors }) => ancestors.at(-1)?.kind !== 'adHocSubProcess')
    .flatMap(({ node, container }) => [
      ...(needsIncoming(node) && node.incoming.length === 0
        ? [
            warning(node.id, 'no-incoming-flow', {
              message: `Nothing leads to ${called(node)}.`,
              hint: 'Draw a sequence flow to it, or remove it.',
              fixes: removalOf(container, followersOf(node, container, view)),
            }),
          ]
        : []),
      ...(needsOutgoing(node) && node.outgoing.length === 0
        ? [
            warning(node.id, 'no-outgoing-flow', {
              message: `Nothing leads on from ${called(node)}: a case that comes here ends without saying how.`,
              hint: 'Draw a sequence flow to what comes next, or to an end event.',
              fixes: canEnd(node) ? [{ code: 'append-end-event', params: { elementId: node.id } }] : [],
            }),
          ]
        : []),
    ]);

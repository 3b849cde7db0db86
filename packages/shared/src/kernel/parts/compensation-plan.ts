/** How an activity is compensated once it is completed (BPMN 2.0.2, 10.7 and 13.5.5); what is drawn wrong, the model says. */
import { compensationStartOf, type FlowNode, isCompensable, isCompensationEvent, isForCompensation } from '../../model/index.ts';
import type { CompensationPlan, ElementPlan } from '../program.ts';
import type { Compiling } from './compiling.ts';

/** Every node is looked at: nothing is compiled for one that has nothing to do with compensation. */
export function compileCompensation(node: FlowNode, compiling: Compiling): Pick<ElementPlan, 'compensation' | 'forCompensation'> {
  if (isForCompensation(node)) {
    if (node.isForCompensation) refuseHandler(node, compiling);
    return { forCompensation: true };
  }
  const compensation = planOf(node, compiling);
  return compensation ? { compensation } : {};
}

function planOf(node: FlowNode, { boundariesOf, indexOf }: Compiling): CompensationPlan | undefined {
  const boundary = boundariesOf(node).find(isCompensationEvent);
  const [handler] = boundary?.associatedWith ?? [];
  if (handler !== undefined) return { handler: indexOf(handler) };
  const [start] = (node.nodes ?? []).flatMap((inner) => compensationStartOf(inner) ?? []);
  if (start) return { eventStart: indexOf(start.id) };
  return isCompensable(node, boundariesOf) ? {} : undefined;
}

function refuseHandler(node: FlowNode, { refuse, boundariesOf }: Compiling): void {
  if (node.triggeredByEvent) refuse(node, 'an event sub-process as a compensation activity');
  if (node.extension.stage) refuse(node, 'a funnel stage that compensates; it would count as a visit');
  if (boundariesOf(node).some(isCompensationEvent)) refuse(node, 'a compensation event at an activity that compensates');
}

/** The activity or event sub-process around a node that runs for compensation alone, or is it. */
export function compensationAround(node: FlowNode | undefined, { parentOf }: Compiling): FlowNode | undefined {
  for (let at = node; at; at = parentOf(at)) if (isForCompensation(at)) return at;
  return undefined;
}

import type { FlowNode } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, isActivity, type ProcessView, type Rule } from '../process-view.ts';

/** A boundary event sits on an activity and waits for something. Source: BPMN 2.0.2 §10.5.4. */
export const boundaryEvents: Rule = (view) =>
  view.nodes.filter(({ kind }) => kind === 'boundaryEvent').flatMap((event) => check(event, view));

function check(event: FlowNode, { node }: ProcessView): Finding[] {
  const host = node(event.attachedTo ?? '');
  const findings: Finding[] = [];
  if (!host || !isActivity(host))
    findings.push(
      error(event.id, 'boundary-on-nothing', {
        field: 'attachedToRef',
        message: host
          ? `${called(event)} is attached to ${called(host)}; only a task, a call or a sub-process can have it.`
          : `${called(event)} is attached to nothing.`,
        hint: 'Move it onto the border of an activity.',
      }),
    );
  if (event.eventDefinitions.length === 0)
    findings.push(
      error(event.id, 'boundary-without-trigger', {
        message: `${called(event)} waits for nothing.`,
        hint: 'Make it a timer, message, error or another kind of event.',
      }),
    );
  if (event.incoming.length > 0)
    findings.push(
      error(event.id, 'boundary-with-incoming', {
        message: `A flow leads to the boundary event ${called(event)}; only its activity can.`,
        hint: 'Lead the flow to the activity or to what follows the event.',
      }),
    );
  const kinds = event.eventDefinitions.map(({ kind }) => kind);
  if (!event.isInterrupting && kinds.includes('errorEventDefinition'))
    findings.push(
      error(event.id, 'error-must-interrupt', {
        field: 'cancelActivity',
        message: `${called(event)} catches an error without interrupting; an error always ends its activity.`,
        hint: 'Make it interrupting.',
        fixes: [{ code: 'make-interrupting', params: { elementId: event.id } }],
      }),
    );
  return findings;
}

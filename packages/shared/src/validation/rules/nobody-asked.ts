import { type FlowNode, lanesAround } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** A task says who is asked to do it; in a lane without a group, the lane is told of. Source: BPMN 2.0.2 §10.3.1 and §10.3.4. */
export const nobodyAsked: Rule = (view) =>
  view.placed
    .filter(({ node, ancestors }) => namesNobody(node) && lanesAround(view.process, node, ancestors).length === 0)
    .map(({ node }) =>
      warning(node.id, 'nobody-asked', {
        field: 'assignment',
        message: `${called(node)} does not say who is asked, so anybody who has part in the case may do it.`,
        hint: 'Name a person or a group, or give it to whoever starts the case.',
        ...(isStartedByPeople(view) && { fixes: [{ code: 'assign-to-starter', params: { elementId: node.id } }] }),
      }),
    );

/** A task of people that says by itself neither who does it nor who may. */
export function namesNobody({ kind, performers, extension: { assignment, approval } }: FlowNode): boolean {
  const named = assignment?.assignee !== undefined || [assignment?.users, assignment?.groups].some((list) => list?.length);
  return kind === 'userTask' && !approval && !named && !performers;
}

/** What a message or a clock starts has no starter. */
const isStartedByPeople = ({ process }: ProcessView): boolean =>
  process.nodes.every(({ kind, eventDefinitions, instantiate }) =>
    kind === 'startEvent' ? eventDefinitions.length === 0 : instantiate !== true,
  );

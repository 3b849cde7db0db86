import { error, warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** A default flow leaves its element and has no condition. Source: BPMN 2.0.2 §10.6.2. */
export const defaultFlow: Rule = ({ nodes, flow }) =>
  nodes.flatMap((node) => {
    const id = node.defaultFlow;
    if (id === undefined) return [];
    if (!node.outgoing.includes(id))
      return [
        error(node.id, 'default-flow-elsewhere', {
          field: 'default',
          message: `The default way "${id}" does not leave ${called(node)}.`,
          hint: 'Choose one of the ways that leave it.',
          params: { id },
        }),
      ];
    if (flow(id)?.condition === undefined) return [];
    return [
      warning(id, 'default-with-condition', {
        params: { from: node.name ?? node.id },
        field: 'condition',
        message: `The default way out of ${called(node)} has a condition, which is never read.`,
        hint: 'Remove the condition, or make another way the default.',
        fixes: [{ code: 'remove-condition', params: { flowId: id } }],
      }),
    ];
  });

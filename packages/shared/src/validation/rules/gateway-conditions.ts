import { error } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** A choice says for each way but the default when it is taken. Source: BPMN 2.0.2 §10.6.2. */
export const gatewayConditions: Rule = ({ nodes, flow }) =>
  nodes
    .filter(({ kind, outgoing }) => kind === 'exclusiveGateway' && outgoing.length > 1)
    .flatMap((gateway) =>
      gateway.outgoing
        .filter((id) => id !== gateway.defaultFlow && flow(id)?.condition === undefined)
        .map((id) =>
          error(id, 'condition-missing', {
            field: 'condition',
            message: `The way ${called(flow(id) ?? { id })} out of ${called(gateway)} has no condition and is not the default.`,
            hint: 'Write when this way is taken, or make it the default.',
            params: { gateway: gateway.name ?? gateway.id },
            fixes: gateway.defaultFlow ? [] : [{ code: 'set-default-flow', params: { elementId: gateway.id, flowId: id } }],
          }),
        ),
    );

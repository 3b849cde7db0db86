import { info } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** A gateway splits or joins. */
export const lonelyGateway: Rule = ({ nodes }) =>
  nodes
    .filter(({ kind, incoming, outgoing }) => kind.endsWith('Gateway') && incoming.length === 1 && outgoing.length === 1)
    .map((gateway) =>
      info(gateway.id, 'gateway-without-choice', {
        message: `${called(gateway)} has one way in and one way out, so it decides nothing.`,
        hint: 'Add another way, or remove the gateway.',
        fixes: [{ code: 'remove-and-connect', params: { elementId: gateway.id } }],
      }),
    );

/**
 * Inclusive gateway. Joins by BPMN 2.0.2, 13.4.3: it is activated when an incoming flow has a token, and no other
 * token can reach an empty incoming flow, unless it can reach one that has a token too. Splits along every true condition.
 */
import { enter } from '../parts/enter.ts';
import { leave } from '../parts/leave.ts';
import type { Run } from '../parts/run.ts';
import { noneIsToCome, waitingAt } from '../parts/upstream.ts';
import type { Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';

export const inclusiveGateway: ElementHandler = {
  extensions: [],
  leaves: 'each',
  arrive(run, token, element) {
    if (element.incoming.length < 2 || token.via === -1) go(run, token, []);
  },
  join(run, token, element) {
    const waiting = waitingAt(run, token.scopeId, element);
    const flows = new Set(waiting.flatMap(({ via }) => via ?? []));
    if (!noneIsToCome(run, token.scopeId, element, flows)) return false;
    const others = waiting.filter(({ id }) => id !== token.id).map(({ id }) => id);
    go(run, token, others);
    return true;
  },
  work: (run, token) => leave(run, token),
};

function go(run: Run, token: Token, consumes: readonly string[]): void {
  const entered = enter(run, token, { consumes });
  if (entered) leave(run, entered);
}

/** How a token leaves an element: which flows it takes, and what its scope does when it was the last. */
import type { Actor } from '../input.ts';
import type { ProgramElement, ProgramFlow } from '../program.ts';
import type { Token } from '../state.ts';
import type { Run } from './run.ts';

/** `all` ignores conditions (parallel gateway), `first` takes one (exclusive), `each` every true one (BPMN 2.0.2, 13.3.1). */
export type Choice = 'all' | 'first' | 'each';

/** Completes the element and sends tokens on; raises an incident and stays where no way can be chosen. */
export function leave(run: Run, token: Token, choice: Choice, by?: Actor): void {
  const element = run.element(token.element);
  const flows = choose(run, token, element, choice);
  if (!flows) return;
  const { id: elementId, kind: elementKind } = element;
  const person = by === undefined ? {} : { by };
  run.emit({ type: 'elementCompleted', elementId, elementKind, tokenId: token.id, ...person });
  const userId = by ? by.userId : (token.requestedBy ?? null);
  const requested = userId === null ? {} : { requestedBy: userId };
  for (const [position, flow] of flows.entries()) {
    const tokenId = position === 0 ? token.id : `k${run.nextSeq}`;
    const [sourceId, targetId] = [elementId, run.element(flow.target).id];
    const where = { sourceId, targetId, tokenId, scopeId: token.scopeId };
    run.emit({ type: 'flowTaken', elementId: flow.id, elementKind: 'sequenceFlow', ...where, ...requested });
    run.arrivals.push(tokenId);
  }
  if (flows.length > 0) return;
  const ownerId = run.closeIfEmpty(token.scopeId);
  const owner = ownerId === undefined ? undefined : run.token(ownerId);
  if (owner) leave(run, owner, 'each');
}

function choose(run: Run, token: Token, element: ProgramElement, choice: Choice): readonly ProgramFlow[] | undefined {
  const taken: ProgramFlow[] = [];
  for (const index of element.outgoing) {
    const flow = run.program.flows[index];
    if (!flow || (choice !== 'all' && index === element.defaultFlow)) continue;
    if (choice !== 'all' && flow.condition) {
      const answer = run.evaluate(flow.condition, token.scopeId);
      if (!answer.ok) {
        run.raise(token, 'expression-failed', `The condition of ${flow.id} failed: ${answer.message}`, 'leave');
        return undefined;
      }
      if (answer.value !== true) continue;
    }
    taken.push(flow);
    if (choice === 'first') return taken;
  }
  if (taken.length > 0 || element.outgoing.length === 0) return taken;
  const fallback = element.defaultFlow === undefined ? undefined : run.program.flows[element.defaultFlow];
  if (fallback) return [fallback];
  run.raise(token, 'no-flow-taken', `No condition out of ${element.id} is true, and it has no default flow.`, 'leave');
  return undefined;
}

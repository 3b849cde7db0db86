/**
 * Cancel: what is under way in the transaction around the end event ends, what was completed is compensated, and the cancel event
 * at its border goes on (BPMN 2.0.2, 10.3.5 and 13.5.6).
 */
import { assert } from '../../base/index.ts';
import { about, aboutVisit } from '../parts/about.ts';
import { compensate } from '../parts/compensate.ts';
import type { Run } from '../parts/run.ts';
import { disarm, release, terminateScope } from '../parts/terminate.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

export const cancel: DefinitionHandler<PlanOf<'cancelEventDefinition'>> = {
  cancels: true,
  compile: () => ({ kind: 'cancelEventDefinition' }),
  throws(run, token, element) {
    cancelTransaction(run, token, element);
    return 'gone';
  },
};

/** Where one run of a multi-instance transaction is cancelled, all of them are: its border is one. */
function cancelTransaction(run: Run, token: Token, end: ProgramElement): void {
  const whole = transactionAround(run, token);
  const element = run.element(whole.element);
  release(run, token.id, 'completed');
  run.emit({ type: 'elementCompleted', ...about(end), tokenId: token.id });
  run.emit({ type: 'transactionCancelled', ...aboutVisit(element), tokenId: whole.id, cancelledBy: end.id });
  // It goes on by its cancel event alone; an error of a handler is thrown, and so needs nothing that waits.
  disarm(run, whole.id);
  const scopeId = run.scopeIdOf(whole);
  terminateScope(run, scopeId, 'transactionCancelled');
  const isDone = compensate(run, whole, { waits: true, scopeIds: [scopeId] });
  if (isDone) run.handler(element).onCompensated?.(run, whole, element, 0);
}

function transactionAround(run: Run, token: Token): Token {
  let at = run.ownerOf(token.scopeId);
  while (at && !run.handler(run.element(at.element)).isTransaction) at = run.ownerOf(at.scopeId);
  assert(at, 'a cancel end event stands in a transaction');
  return at.loopCounter === undefined ? at : (run.ownerOf(at.scopeId) ?? at);
}

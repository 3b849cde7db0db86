/** A transaction is cancelled: what is under way in it ends, what was completed is compensated (BPMN 2.0.2, 10.3.6). */
import { assert } from '../../base/index.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import { compensate } from './compensate.ts';
import type { Run } from './run.ts';
import { disarm, release, terminateScope } from './terminate.ts';

/** Where one run of a multi-instance transaction is cancelled, all of them are: its border is one. */
export function cancelTransaction(run: Run, token: Token, { id: cancelledBy, kind }: ProgramElement): void {
  const whole = transactionAround(run, token);
  const element = run.element(whole.element);
  release(run, token.id, 'completed');
  run.emit({ type: 'elementCompleted', elementId: cancelledBy, elementKind: kind, tokenId: token.id });
  const elementKind = element.plan.loop?.kind ?? element.kind;
  run.emit({ type: 'transactionCancelled', elementId: element.id, elementKind, tokenId: whole.id, cancelledBy });
  // It goes on by its cancel event alone; an error of a handler is thrown, and so needs nothing that waits.
  disarm(run, whole.id);
  const scopeId = run.scopeIdOf(whole);
  terminateScope(run, scopeId, 'transactionCancelled');
  const isDone = compensate(run, whole, { waits: true, scopeIds: [scopeId] });
  if (isDone) run.handler(element).onCompensated?.(run, whole, element, 0);
}

function transactionAround(run: Run, token: Token): Token {
  const ownerOf = ({ scopeId }: Token): Token | undefined => run.token(run.scope(scopeId)?.tokenId ?? '');
  let at = ownerOf(token);
  while (at && run.element(at.element).kind !== 'transaction') at = ownerOf(at);
  assert(at, 'a cancel end event stands in a transaction');
  return at.loopCounter === undefined ? at : (ownerOf(at) ?? at);
}

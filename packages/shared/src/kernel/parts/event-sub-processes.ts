/** Event sub-processes wait for their starts as long as the scope that they stand in is open (BPMN 2.0.2, 13.5.4). */
import { firstHaving } from '../queries/lookup.ts';
import type { Token } from '../state.ts';
import { containerOf } from './container.ts';
import type { Run } from './run.ts';
import { disarm, terminateScope } from './terminate.ts';

/** Waits for the starts of a scope. One that can't be armed leaves an incident and stops nothing. */
export function armEventStarts(run: Run, scopeId: string): void {
  const { holder, eventStarts } = containerOf(run, scopeId);
  for (const index of eventStarts) {
    const start = run.element(index);
    if (holder) run.handler(start).arm?.(run, holder, start, 'arm');
  }
}

/** Has an interrupting event sub-process of this scope begun? No other may, then. */
export function isInterrupted(run: Run, scopeId: string): boolean {
  const { eventStarts } = containerOf(run, scopeId);
  const interrupting = eventStarts.map((index) => run.element(index)).filter(({ plan }) => plan.interrupts);
  return interrupting.some(({ parent }) => firstHaving(run.draft.tokens, 'place', scopeId, parent) !== undefined);
}

/** Ends everything in the scope, which stays open for the event sub-process that interrupts it. */
export function interruptScope(run: Run, holder: Token, scopeId: string, cause: string): void {
  terminateScope(run, scopeId, cause);
  for (const element of containerOf(run, scopeId).eventStarts) disarm(run, holder.id, { element });
}

/** Builds the state from the events alone. */
import type { Event } from './event.ts';
import { apply, emptyState } from './evolve.ts';
import type { Program } from './program.ts';
import type { State } from './state.ts';

/**
 * Answers the state after all events of an instance.
 *
 * Pure: decides nothing, orders nothing; equals the state that `start` and `step` answered as they made the events.
 * Shape: `events` begins with the first one of the instance, and is in order of `seq`, without a gap.
 * Errors: throws Defect where an event names an element or flow that the program does not have.
 * Cost: grows with the events; the state is built in place.
 */
export function replay(program: Program, events: readonly Event[]): State {
  const draft = emptyState(program.hash);
  for (const event of events) apply(program, draft, event);
  return draft;
}

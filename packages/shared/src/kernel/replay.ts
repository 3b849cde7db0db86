/** Builds the state from the events alone. */
import { assert } from '../base/index.ts';
import type { Event } from './event.ts';
import { apply, emptyState } from './evolve.ts';
import type { Program } from './program.ts';
import type { State } from './state.ts';

/**
 * Answers the state after all events of an instance.
 *
 * Pure: decides nothing, orders nothing; equals the state that `start`, `step` and `migrate` answered as they made the events.
 * Shape: `events` begins with the first one of the instance, and is in order of `seq`, without a gap. Several programs are those
 * that the case went by, in order: each `migrated` takes the next.
 * Errors: throws Defect where an event names an element or flow that its program does not have, or no program is left.
 * Cost: grows with the events; the state is built in place.
 */
export function replay(programs: Program | readonly Program[], events: readonly Event[]): State {
  const [first, ...others] = 'hash' in programs ? [programs] : programs;
  assert(first, 'a replay needs a program');
  const draft = emptyState(first.hash);
  let program = first;
  for (const event of events) {
    if (event.type === 'migrated') {
      const next = others.shift();
      assert(next, `the case goes on by a program that was not given, after event ${event.seq}`);
      program = next;
    }
    apply(program, draft, event);
  }
  return draft;
}

/** Builds the state from the events alone. */
import type { Event } from './event.ts';
import { apply, emptyState } from './evolve.ts';
import type { Program } from './program.ts';
import type { State } from './state.ts';

/** Answers the state after all events, in order of `seq`. */
export function replay(program: Program, events: readonly Event[]): State {
  const draft = emptyState(program.hash);
  for (const event of events) apply(program, draft, event);
  return draft;
}

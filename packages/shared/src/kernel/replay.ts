/** Builds the state from the events alone. */
import type { Event } from './event.ts';
import { emptyState, evolve } from './evolve.ts';
import type { Program } from './program.ts';
import type { State } from './state.ts';

/** Answers the state after all events, in order of `seq`. */
export const replay = (program: Program, events: readonly Event[]): State =>
  events.reduce((state, event) => evolve(program, state, event), emptyState(program.hash));

import type { Effect, Event, Program, State, StepResult } from '../kernel/index.ts';
import type { HostKnowledge } from './answer-asks.ts';
import { type Command, Family, PlayedCase, type ProgramOf } from './played-case.ts';

/** One case, played in memory on a virtual clock. */
export interface PlayHost {
  readonly program: Program;
  /** Epoch ms UTC. */
  readonly at: number;
  /** Absent before the start. */
  readonly state: State | undefined;
  readonly events: readonly Event[];
  /** What the host was ordered to do; questions, timers and calls are not among it: those it sees to itself. */
  readonly effects: readonly Effect[];
  /** The cases that it called, in that order; they share its clock. */
  readonly called: readonly { readonly callId: string; readonly elementId: string; readonly host: PlayHost }[];
  /** Takes a command at the clock's time, answers what it asks, and lets called cases go on; a rejection changes nothing. */
  take(command: Command): StepResult;
  /** Moves the clock, firing the timers that come due on the way, in their order. Answers how many fired. */
  advanceTo(at: number): number;
}

/** What a play may know beside the directory and the calendars. */
export interface PlayOptions extends HostKnowledge {
  /** Epoch ms UTC. */
  readonly startAt?: number;
  /** The programs of called processes; without it, each call is an incident. */
  readonly programOf?: ProgramOf;
}

/** Timers that fire within one advance, and steps that lead from case to case; past it they run away. */
const maximumFirings = 10_000;

/**
 * Plays one case of a program without I/O: answers people and due times from snapshots, keeps a clock with timers, and
 * plays the processes that it calls.
 *
 * Units: `startAt` and `advanceTo` are epoch ms UTC.
 */
export function playHost(program: Program, options: PlayOptions): PlayHost {
  const { startAt = 0, programOf = () => undefined, ...knowledge } = options;
  const family = new Family(startAt, knowledge, programOf);
  return hostOf(new PlayedCase(program, family), family);
}

function hostOf(played: PlayedCase, family: Family): PlayHost {
  return {
    program: played.program,
    get at() {
      return family.at;
    },
    get state() {
      return played.state;
    },
    events: played.events,
    effects: played.effects,
    get called() {
      return played.called.map(({ callId, elementId, played: inner }) => ({ callId, elementId, host: hostOf(inner, family) }));
    },
    take(given) {
      const before = played.events.length;
      const result = played.command(given);
      family.drain(maximumFirings);
      return result.ok && played.state ? { ...result, state: played.state, events: played.events.slice(before) } : result;
    },
    advanceTo: (until) => advance(family, until),
  };
}

function advance(family: Family, until: number): number {
  let fired = 0;
  for (let next = nextTimer(family, until); next; next = nextTimer(family, until)) {
    family.at = Math.max(family.at, next.dueAt);
    const result = next.played.command({ type: 'triggerTimer', timerId: next.id });
    if (!result.ok) throw new Error(`The timer ${next.id} was not taken: ${result.rejection.message}`);
    family.drain(maximumFirings);
    if (++fired > maximumFirings) throw new Error(`More than ${maximumFirings} timers fired before ${until}.`);
  }
  family.at = Math.max(family.at, until);
  return fired;
}

function nextTimer({ cases }: Family, until: number) {
  const due = cases.flatMap((played) =>
    played.state?.status === 'active'
      ? played.state.timers.filter(({ dueAt }) => dueAt <= until).map(({ id, dueAt }) => ({ played, id, dueAt }))
      : [],
  );
  return due.toSorted((a, b) => a.dueAt - b.dueAt)[0];
}

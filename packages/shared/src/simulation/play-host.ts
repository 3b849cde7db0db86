import type { Effect, Event, Input, Program, State, StepResult } from '../kernel/index.ts';
import type { HostKnowledge } from './answer-asks.ts';
import { take } from './take.ts';

type WithoutTime<T> = T extends Input ? Omit<T, 'at'> : never;
/** A command without its moment: the host's clock gives it. */
export type Command = WithoutTime<Input>;

/** One case, played in memory on a virtual clock. */
export interface PlayHost {
  /** Epoch ms UTC. */
  readonly at: number;
  /** Absent before the start. */
  readonly state: State | undefined;
  readonly events: readonly Event[];
  /** What the host was ordered to do, questions and timers included in neither: those it answers itself. */
  readonly effects: readonly Effect[];
  /** Takes a command at the clock's time and answers what it asks; a rejection changes nothing. */
  take(command: Command): StepResult;
  /** Moves the clock, firing the timers that come due on the way, in their order. Answers how many fired. */
  advanceTo(at: number): number;
}

/** Timers that fire within one advance; past it a cycle without delay runs away. */
const maximumFirings = 10_000;

/**
 * Plays one case of a program without I/O: answers people and due times from snapshots, and keeps a clock with timers.
 *
 * Units: `startAt` and `advanceTo` are epoch ms UTC.
 */
export function playHost(program: Program, knowledge: HostKnowledge & { readonly startAt?: number }): PlayHost {
  let at = knowledge.startAt ?? 0;
  let state: State | undefined;
  const events: Event[] = [];
  const effects: Effect[] = [];
  const command = (given: Command): StepResult => {
    const result = take(program, state, { ...given, at } as Input, knowledge);
    if (!result.ok) return result;
    state = result.state;
    events.push(...result.events);
    effects.push(...result.effects.filter(({ type }) => type !== 'scheduleTimer' && type !== 'cancelTimer'));
    return result;
  };
  return {
    get at() {
      return at;
    },
    get state() {
      return state;
    },
    events,
    effects,
    take: command,
    advanceTo(until) {
      let fired = 0;
      for (let timer = nextTimer(state, until); timer; timer = nextTimer(state, until)) {
        at = Math.max(at, timer.dueAt);
        const result = command({ type: 'triggerTimer', timerId: timer.id });
        if (!result.ok) throw new Error(`The timer ${timer.id} was not taken: ${result.rejection.message}`);
        if (++fired > maximumFirings) throw new Error(`More than ${maximumFirings} timers fired before ${until}.`);
      }
      at = Math.max(at, until);
      return fired;
    },
  };
}

function nextTimer(state: State | undefined, until: number): State['timers'][number] | undefined {
  if (state?.status !== 'active') return undefined;
  const [next] = state.timers.filter(({ dueAt }) => dueAt <= until).toSorted((a, b) => a.dueAt - b.dueAt);
  return next;
}

/** A play of one case: its start and its choices; everything else follows from them, since the kernel is a function. */
import type { JsonObject } from '../../base/index.ts';
import { type Event, type Program, type Rejection, replay, type State } from '../../kernel/index.ts';
import { type PlayHost, playHost } from '../play-host.ts';
import { type Choice, commandOf, starterId } from './choice.ts';
import { playWorld } from './play-world.ts';

/** How a played case begins. */
export interface PlayStart {
  /** Epoch ms UTC. */
  readonly at: number;
  readonly variables?: JsonObject | undefined;
  readonly businessKey?: string | undefined;
  /** The start event; needed where the process has several, or is started from outside. */
  readonly startEventId?: string | undefined;
}

/** The least that is shown at once: what happened at one element, or between two. */
export interface Beat {
  /** 0 for the start, 1 for the first choice. */
  readonly move: number;
  /** It ends here among the events, exclusive; it begins where the beat before ends. */
  readonly to: number;
  /** The clock, epoch ms UTC. */
  readonly at: number;
  /** Nothing more follows by itself. */
  readonly isLast: boolean;
}

/** A case that was played. */
export interface PlayedThrough {
  readonly program: Program;
  readonly start: PlayStart;
  /** Those that were taken. */
  readonly choices: readonly Choice[];
  readonly events: readonly Event[];
  readonly beats: readonly Beat[];
  /** Epoch ms UTC. */
  readonly at: number;
  /** Absent when not even the start was taken. */
  readonly state: State | undefined;
  /** The first that was not taken; nothing behind it was said. */
  readonly refused?: { readonly move: number; readonly rejection: Rejection };
}

/** How long a play may go on. */
export interface PlayPatience {
  /** Asked between steps; once it says yes, the play ends with the rejection `play-takes-too-long`. */
  readonly isUsedUp: () => boolean;
}
const endless: PlayPatience = { isUsedUp: () => false };

/** Timers that one choice may lead to; past it they run away. */
const mostTimers = 1000;
const hourMs = 3_600_000;

/**
 * Plays a case: its start, then its choices, each until nothing more follows by itself.
 *
 * Pure: the same program, start and choices give the same play; going back is playing fewer choices.
 * Errors: the first choice that is refused ends the play, with its rejection.
 * Cost: grows with the choices and what they lead to; `patience` bounds it by what the caller's clock says.
 */
export function playThrough(
  program: Program,
  start: PlayStart,
  choices: readonly Choice[] = [],
  patience: PlayPatience = endless,
): PlayedThrough {
  const host = playHost(program, { ...playWorld(program), startAt: start.at, programOf: () => 'waits' });
  const beats: Beat[] = [];
  const taken: Choice[] = [];
  const end = (refused?: PlayedThrough['refused']): PlayedThrough => ({
    program,
    start,
    choices: taken,
    events: host.events,
    beats,
    at: host.at,
    state: host.state,
    ...(refused && { refused }),
  });
  const began = patience.isUsedUp() ? tooLong : begin(host, start);
  if (began) return end({ move: 0, rejection: began });
  for (const beat of beatsOf(host, 0, 0)) beats.push(beat);
  for (const [index, choice] of choices.entries()) {
    const before = host.events.length;
    const rejection = patience.isUsedUp() ? tooLong : say(host, choice, patience);
    if (rejection) return end({ move: index + 1, rejection });
    taken.push(choice);
    for (const beat of beatsOf(host, index + 1, before)) beats.push(beat);
  }
  return end();
}

/** The case after so many beats; undefined before the start. */
export const stateAt = ({ program, events, beats }: PlayedThrough, count: number): State | undefined =>
  count === 0 ? undefined : replay(program, events.slice(0, beats[count - 1]?.to ?? 0));

function begin(host: PlayHost, { variables, businessKey, startEventId }: PlayStart): Rejection | undefined {
  const trigger = host.program.triggers.find(({ elementId }) => elementId === startEventId);
  const result = host.take({
    type: 'start',
    by: { userId: trigger ? null : starterId },
    ...(variables && { variables }),
    ...(businessKey !== undefined && { businessKey }),
    ...(startEventId !== undefined && { startEventId }),
    ...(trigger && { trigger: { kind: trigger.kind, ...nameOf(trigger) } }),
  });
  return result.ok ? undefined : result.rejection;
}

const nameOf = (trigger: Program['triggers'][number]): { readonly name?: string } =>
  trigger.kind === 'message' ? { name: trigger.messageName } : trigger.kind === 'signal' ? { name: trigger.signalName } : {};

function say(host: PlayHost, choice: Choice, patience: PlayPatience): Rejection | undefined {
  const { state, program } = host;
  if (!state) return { code: 'not-started', message: 'The case has not begun.' };
  if (choice.do === 'wait') return pass(host, host.at + choice.hours * hourMs, patience);
  if (choice.do === 'nextTimer') return toNextTimer(host, state, patience);
  const command = commandOf(program, state, choice);
  if (!command) return notWaited(program, choice);
  const result = host.take(command);
  if (!result.ok) return result.rejection;
  return pass(host, host.at, patience);
}

function toNextTimer(host: PlayHost, { timers }: State, patience: PlayPatience): Rejection | undefined {
  const next = nextDue(timers);
  if (!Number.isFinite(next)) return { code: 'no-timer', message: 'No timer is waited for; expected one to go to.' };
  return pass(host, Math.max(next, host.at), patience);
}

/** A loop may have left more timers than a call takes arguments. */
const nextDue = (timers: State['timers']): number =>
  timers.reduce((next, { dueAt }) => Math.min(next, dueAt), Number.POSITIVE_INFINITY);

/** Moves the clock from timer to timer. */
function pass(host: PlayHost, until: number, patience: PlayPatience): Rejection | undefined {
  for (let fired = 0; ; fired += 1) {
    const next = nextDue(host.state?.status === 'active' ? host.state.timers : []);
    if (!(next <= until)) break;
    if (fired === mostTimers) return { code: 'too-many-timers', message: `More than ${mostTimers} timers came due.` };
    if (patience.isUsedUp()) return tooLong;
    host.advanceTo(Math.max(next, host.at));
  }
  host.advanceTo(until);
  return undefined;
}

const tooLong: Rejection = { code: 'play-takes-too-long', message: 'It takes too long to be played to its end.' };

function notWaited(program: Program, choice: Choice): Rejection {
  const elementId = 'elementId' in choice ? choice.elementId : '';
  const name = program.elements.find(({ id }) => id === elementId)?.name ?? elementId;
  return {
    code: 'not-waited-for',
    message: `Nothing at ${name} waits for that; expected the case to stand there.`,
    elementId,
    params: { choice: choice.do },
  };
}

/** Cuts what one move led to, before each element that is entered. */
function beatsOf({ events, at }: PlayHost, move: number, from: number): readonly Beat[] {
  const cuts: number[] = [];
  let hasEntered = move > 0;
  for (let index = from; index < events.length; index += 1) {
    const event = events[index];
    const enters = event?.type === 'elementEntered' && event.elementKind !== 'loop' && event.elementKind !== 'multiInstance';
    if (!enters) continue;
    if (hasEntered && index > from) cuts.push(index);
    hasEntered = true;
  }
  const beats = cuts.map((to): Beat => ({ move, to, at: events[to - 1]?.at ?? at, isLast: false }));
  return [...beats, { move, to: events.length, at, isLast: true }];
}

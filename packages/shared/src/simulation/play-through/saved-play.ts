/** A play that was saved as a test: what was chosen, and what is expected to come of it. */
import { type JsonObject, toCanonicalJson } from '../../base/index.ts';
import type { Event, Program, State } from '../../kernel/index.ts';
import { type Choice, elementOfChoice } from './choice.ts';
import { type PlayedThrough, type PlayPatience, type PlayStart, playThrough } from './play-through.ts';

/** What a play is expected to come to. */
export interface PlayExpectation {
  /** Ids of the elements that are entered and the flows that are taken, in order. */
  readonly path: readonly string[];
  readonly status: State['status'];
  readonly outcome?: 'won' | 'lost' | 'neutral' | undefined;
  readonly lossReason?: string | undefined;
  /** Ids of the elements that it stands at; none once it is over. */
  readonly waitsAt: readonly string[];
  /** Values of the case's variables in the end; others may be there too. */
  readonly variables?: JsonObject | undefined;
}

/** A test: it belongs to a process, and names everything by the ids of its model. */
export interface SavedPlay {
  readonly id: string;
  readonly name: string;
  readonly processId: string;
  readonly start: PlayStart;
  readonly choices: readonly Choice[];
  readonly expects: PlayExpectation;
}

/** What a test found: `move` is 0 for the start, 1 for the first choice. */
export type PlayVerdict =
  | { readonly verdict: 'passes'; readonly moves: number }
  | {
      readonly verdict: 'fails';
      readonly move: number;
      readonly elementId?: string;
      /** Another way was taken; a choice was refused; it ended or waits otherwise; a variable has another value. */
      readonly what: 'path' | 'refused' | 'end' | 'variable';
      /** Ids for a path, words of `endOf` for an end, a value's JSON for a variable; empty for nothing. */
      readonly expected: string;
      readonly found: string;
    }
  /** An element or flow of its path is not in the model any more. */
  | { readonly verdict: 'out-of-date'; readonly elementId: string };

/** What came of a play, as what is to come of it from now on. */
export function expectationOf({ program, events, state }: PlayedThrough, variables?: JsonObject): PlayExpectation {
  if (!state) throw new Error('A play that did not begin has nothing to expect.');
  const { status, outcome, lossReason } = state;
  return {
    path: pathOf(events),
    status,
    ...(outcome !== undefined && { outcome }),
    ...(lossReason !== undefined && { lossReason }),
    waitsAt: waitingAt(program, state),
    ...(variables && { variables }),
  };
}

/** The ids of what was entered and taken, in order. */
export const pathOf = (events: readonly Event[]): readonly string[] =>
  events.flatMap((event) => (isOnPath(event) ? [event.elementId] : []));

const isOnPath = (event: Event) => event.type === 'elementEntered' || event.type === 'flowTaken';

const waitingAt = ({ elements }: Program, { tokens }: State): readonly string[] =>
  [...new Set(tokens.flatMap(({ element }) => elements[element]?.id ?? []))].sort();

/**
 * Plays a test on a program, which may be another version than it was made on, and says what differs from what it expects.
 *
 * Pure. Shape: the first difference is told, with the move that it shows at.
 */
export function replayPlay(program: Program, play: SavedPlay, patience?: PlayPatience): PlayVerdict {
  const known = new Set([...program.elements.map(({ id }) => id), ...program.flows.map(({ id }) => id)]);
  const named = [...play.expects.path, ...play.choices.flatMap((choice) => elementOfChoice(choice) ?? [])];
  const gone = named.find((id) => !known.has(id));
  if (gone !== undefined) return { verdict: 'out-of-date', elementId: gone };
  const played = playThrough(program, play.start, play.choices, patience);
  return (
    otherPath(played, play) ??
    refusal(played) ??
    otherEnd(played, play.expects) ??
    otherVariable(played, play.expects) ?? { verdict: 'passes', moves: played.choices.length }
  );
}

function otherPath({ events, beats, refused }: PlayedThrough, { expects: { path } }: SavedPlay): PlayVerdict | undefined {
  const steps = events.flatMap((event, index) => (isOnPath(event) ? [{ id: event.elementId, index }] : []));
  const at = steps.findIndex(({ id }, index) => id !== path[index]);
  const isShort = at < 0 && steps.length < path.length;
  if (at < 0 && (!isShort || refused)) return undefined;
  const step = at < 0 ? undefined : steps[at];
  const [expected = '', found = ''] = [path[at < 0 ? steps.length : at], step?.id];
  const move = step ? beats.find(({ to }) => to > step.index)?.move : beats.at(-1)?.move;
  return { verdict: 'fails', move: move ?? 0, what: 'path', expected, found, elementId: expected === '' ? found : expected };
}

function refusal({ refused }: PlayedThrough): PlayVerdict | undefined {
  if (!refused) return undefined;
  const { move, rejection } = refused;
  const about = rejection.elementId === undefined ? {} : { elementId: rejection.elementId };
  return { verdict: 'fails', move, what: 'refused', expected: '', found: rejection.message, ...about };
}

function otherEnd({ program, state, choices }: PlayedThrough, expects: PlayExpectation): PlayVerdict | undefined {
  const [expected, found] = [endOf(expects), state ? endOf({ ...state, waitsAt: waitingAt(program, state) }) : ''];
  if (expected === found) return undefined;
  return { verdict: 'fails', move: choices.length, what: 'end', expected, found };
}

/** How a play ends, in the words of the state: `completed, won` or `active at sign`. */
const endOf = ({ status, outcome, lossReason, waitsAt }: Omit<PlayExpectation, 'path'>): string =>
  [status, outcome, lossReason].filter((word) => word !== undefined).join(', ') +
  (waitsAt.length > 0 ? ` at ${waitsAt.toSorted().join(', ')}` : '');

function otherVariable({ state, choices }: PlayedThrough, { variables = {} }: PlayExpectation): PlayVerdict | undefined {
  for (const [name, value] of Object.entries(variables)) {
    const found = state?.variables[name];
    if (toCanonicalJson(value) === toCanonicalJson(found ?? null)) continue;
    const words = [value, found].map((one) => `${name} = ${JSON.stringify(one ?? null)}`);
    const [expected = '', foundWords = ''] = words;
    return { verdict: 'fails', move: choices.length, what: 'variable', expected, found: foundWords };
  }
  return undefined;
}

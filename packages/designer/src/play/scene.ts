/** What is shown of a play: its diagram's looks, its data with what changed, its history. */
import { type Json, toCanonicalJson } from '@fortnight/shared/base';
import type { HistoryEvent } from '@fortnight/shared/contract';
import type { Program, State } from '@fortnight/shared/kernel';
import type { PlayedThrough } from '@fortnight/shared/simulation';
import type { looksOf } from '../cases/index.ts';

/** The events that are shown. */
export const eventsShown = ({ events, beats }: PlayedThrough, shown: number) => events.slice(0, beats[shown - 1]?.to ?? 0);

type Standing = Parameters<typeof looksOf>[1];

/** Where the case stands at this place of the play, as its diagram is coloured by. */
export function standingAt(played: PlayedThrough, shown: number, state: State): Standing {
  const { elements } = played.program;
  const events = eventsShown(played, shown);
  const at = (index: number) => elements[index];
  const tokens = state.tokens.flatMap(({ id, element }) => {
    const { id: elementId, kind: elementKind } = at(element) ?? {};
    const place = elementId !== undefined && elementKind !== undefined;
    return place ? [{ id, elementId, elementKind, elementName: '', since: '' }] : [];
  });
  // The activity around what a token stands in holds a token too, which is not another one once there is one inside.
  const open = state.scopes.filter(({ id }) => state.tokens.some(({ scopeId }) => scopeId === id));
  const inside = new Set(open.map(({ tokenId }) => tokenId));
  const idsOf = (type: 'elementCompleted' | 'flowTaken') =>
    events.flatMap((event) => (event.type === type ? [event.elementId] : []));
  const ended = new Set<string>();
  for (const event of events) {
    if (event.type === 'elementEntered' || event.type === 'elementCompleted') ended.delete(event.elementId);
    else if (event.type === 'elementTerminated' && event.loopCounter === undefined) ended.add(event.elementId);
  }
  const incidents = state.incidents.map(({ id, element }) => ({
    id,
    elementId: at(element)?.id ?? '',
    state: 'open' as const,
  }));
  return {
    tokens: tokens.filter(({ id }) => !inside.has(id)),
    path: { elementIds: idsOf('elementCompleted'), endedIds: [...ended], flowIds: idsOf('flowTaken') },
    // Of an incident, its place and that it is open are all that is looked at.
    incidents: incidents as unknown as Standing['incidents'],
    state: state.status,
  };
}

/** One value of the case. */
export interface Datum {
  readonly key: string;
  readonly name: string;
  /** The element whose own it is; the case's when absent. */
  readonly elementId?: string;
  readonly value: Json | undefined;
  readonly change?: 'added' | 'changed' | 'gone';
  readonly before?: Json | undefined;
}

/** The values of the case and of what is open in it, what the last step changed first. */
export function dataAt(program: Program, state: State, before: State | undefined): readonly Datum[] {
  const [now, then] = [valuesOf(program, state), before ? valuesOf(program, before) : new Map<string, Value>()];
  const keys = [...new Set([...now.keys(), ...then.keys()])];
  const data = keys.map((key): Datum => {
    const [value, old] = [now.get(key), then.get(key)];
    const { name = '', elementId } = value ?? old ?? {};
    const place = elementId === undefined ? {} : { elementId };
    const change = !value ? 'gone' : !old ? 'added' : isSame(value.value, old.value) ? undefined : 'changed';
    return { key, name, ...place, value: value?.value, ...(change && { change, before: old?.value }) };
  });
  return data.toSorted((one, other) => Number(other.change !== undefined) - Number(one.change !== undefined));
}

interface Value {
  readonly name: string;
  readonly elementId?: string;
  readonly value: Json;
}

const isSame = (one: Json, other: Json): boolean => toCanonicalJson(one) === toCanonicalJson(other);

function valuesOf({ elements }: Program, { variables, scopes, tokens }: State): ReadonlyMap<string, Value> {
  const own = Object.entries(variables).map(([name, value]) => [name, { name, value }] as const);
  const local = scopes.flatMap((scope) => {
    const elementId = elements[tokens.find(({ id }) => id === scope.tokenId)?.element ?? -1]?.id;
    return Object.entries(scope.variables).map(
      ([name, value]) => [`${scope.id}.${name}`, { name, value, ...(elementId !== undefined && { elementId }) }] as const,
    );
  });
  return new Map<string, Value>([...own, ...local]);
}

/** The history as a case's page tells it; what one choice led to belongs together. */
export function historyAt(played: PlayedThrough, shown: number): readonly HistoryEvent[] {
  const { beats } = played;
  return eventsShown(played, shown).map((event, index) => ({
    ...event,
    at: new Date(event.at).toISOString(),
    hash: String(beats.find(({ to }) => to > index)?.move ?? 0),
  })) as unknown as readonly HistoryEvent[];
}

/** The beat that an event is shown with. */
export const beatOfSeq = ({ beats }: PlayedThrough, seq: number): number => beats.findIndex(({ to }) => to >= seq) + 1;

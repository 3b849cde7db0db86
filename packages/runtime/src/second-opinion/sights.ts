/** What the kernel's events show, told so that another engine can be compared: the order within a turn does not count. */
import type { Event, State, Token } from '@fortnight/shared/kernel';
import { coded } from './definitions.ts';
import { type Place, placeText, seenText, type Turn } from './path.ts';
import type { Skeleton } from './skeleton.ts';
import { type Untold, untoldOf } from './untold.ts';

/** The runs of loops around a token, and its own, the outermost first. */
export function runsOf(state: State, token: Token): readonly number[] {
  const runs: number[] = [];
  for (let at: Token | undefined = token; at; at = ownerOf(state, at))
    if (at.loopCounter !== undefined) runs.unshift(at.loopCounter);
  return runs;
}

/** The token at the element around: the sub-process that it is in, the body that it is a run of. */
export function ownerOf(state: State, token: Token): Token | undefined {
  const ownerId = state.scopes.find(({ id }) => id === token.scopeId)?.tokenId;
  return ownerId === undefined ? undefined : state.tokens.find(({ id }) => id === ownerId);
}

/** Where a token is, with the runs around it. */
export const placeOf = (state: State, token: Token, element = token.element): Place => ({ element, runs: runsOf(state, token) });

/** A token that is inside of an element. */
interface Inside {
  readonly element: number;
  readonly runs: readonly number[];
  readonly isRun: boolean;
}

/** Reads one case's events, turn after turn. */
export class Seeing {
  private readonly skeleton: Skeleton;
  private readonly index: ReadonlyMap<string, number>;
  private readonly flowIndex: ReadonlyMap<string, number>;
  private readonly untold: Untold;
  private readonly scopeRuns = new Map<string, readonly number[]>();
  private readonly inside = new Map<string, Inside>();
  /** Boundary events that caught something, each with the token at its activity. */
  private readonly caught = new Set<string>();

  constructor(skeleton: Skeleton) {
    const { program } = skeleton;
    this.skeleton = skeleton;
    this.index = new Map(program.elements.map(({ id, index }) => [id, index]));
    this.flowIndex = new Map(program.flows.map(({ id, index }) => [id, index]));
    this.untold = untoldOf(program);
  }

  /** The events of one turn, and the state that they lead to. */
  turn(events: readonly Event[], state: State): Pick<Turn, 'sight' | 'terminated' | 'error'> {
    const seen: string[] = [];
    const terminated: string[] = [];
    let error: Turn['error'];
    for (const event of events) {
      if (event.type === 'errorThrown' || event.type === 'escalationThrown') error ??= this.errorOf(event);
      const place = event.type === 'elementTerminated' ? this.left(event.tokenId) : undefined;
      if (place !== undefined) terminated.push(place);
      const text = this.read(event);
      if (text !== undefined) seen.push(text);
    }
    const open = state.tokens.flatMap((token) => this.openAt(state, token));
    return { sight: { seen: seen.sort(), open: open.sort() }, terminated, ...(error === undefined ? {} : { error }) };
  }

  private read(event: Event): string | undefined {
    switch (event.type) {
      case 'elementEntered': {
        const around = this.scopeRuns.get(event.scopeId) ?? [];
        const { loopCounter } = event;
        const element = this.index.get(event.elementId) ?? -1;
        if (event.opensScopeId !== undefined)
          this.scopeRuns.set(event.opensScopeId, loopCounter === undefined ? around : [...around, loopCounter]);
        this.inside.set(event.tokenId, { element, runs: around, isRun: loopCounter !== undefined });
        return loopCounter !== undefined || !this.isOwn(element) || this.untold.entered.has(element)
          ? undefined
          : seenText('entered', element, around);
      }
      case 'elementCompleted': {
        const place = this.inside.get(event.tokenId);
        this.inside.delete(event.tokenId);
        return !place || place.isRun || !this.isOwn(place.element) || this.untold.completed.has(place.element)
          ? undefined
          : seenText('completed', place.element, place.runs);
      }
      case 'flowTaken': {
        const flow = this.flowIndex.get(event.elementId) ?? Number.POSITIVE_INFINITY;
        if (flow >= this.skeleton.own.flows || this.untold.flows.has(flow)) return undefined;
        return seenText('taken', flow, this.scopeRuns.get(event.scopeId) ?? []);
      }
      default:
        return undefined;
    }
  }

  private isOwn(element: number): boolean {
    return element >= 0 && element < this.skeleton.own.elements;
  }

  /** A token's place, which it leaves without being complete. */
  private left(tokenId: string): string | undefined {
    const place = this.inside.get(tokenId);
    this.inside.delete(tokenId);
    return !place || place.isRun || !this.isOwn(place.element) ? undefined : placeText(place);
  }

  /** How many boundary events are armed, on whatever is under way anywhere, that this error or escalation fits. */
  private errorOf(event: Extract<Event, { type: 'errorThrown' | 'escalationThrown' }>): Turn['error'] {
    const [kind, code] =
      event.type === 'errorThrown'
        ? (['errorEventDefinition', event.errorCode] as const)
        : (['escalationEventDefinition', event.escalationCode] as const);
    if (event.caughtBy === undefined) return event.type === 'errorThrown' ? 'uncaught' : undefined;
    const { elements } = this.skeleton.program;
    const fitting = [...this.inside].flatMap(([tokenId, { element, isRun }]) =>
      (isRun ? [] : (elements[element]?.boundaries ?? [])).flatMap((boundary) => {
        const catching = elements[boundary];
        const fits = catching && coded(catching, kind).some((one) => one.code === undefined || one.code === code);
        return fits ? [`${boundary} of ${tokenId}`] : [];
      }),
    );
    if (fitting.length > 1) return 'ambiguous';
    const [only = ''] = fitting;
    if (this.caught.has(only)) return 'again';
    this.caught.add(only);
    return undefined;
  }

  private openAt(state: State, token: Token): readonly string[] {
    const { element, via, loopCounter } = token;
    if (via !== undefined || loopCounter !== undefined || !this.isOwn(element)) return [];
    return [placeText({ element, runs: runsOf(state, token) })];
  }
}

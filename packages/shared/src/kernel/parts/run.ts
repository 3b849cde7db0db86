/** One step under way: the draft of the state, the events so far, and the tokens that are still to move. */
import { assert, type Json, type JsonObject } from '../../base/index.ts';
import { type Expression, evaluate } from '../../expression/index.ts';
import type { Draft, Writable } from '../appliers/applier.ts';
import type { Thrown, ThrowOne } from '../definitions/definition.ts';
import type { ElementHandler } from '../elements/handler.ts';
import type { Event, EventType, Retry } from '../event.ts';
import { apply } from '../evolve.ts';
import type { Actor, Rejection, Stop } from '../input.ts';
import type { DefinitionPlan, Program, ProgramElement } from '../program.ts';
import { firstHaving, having } from '../queries/lookup.ts';
import { stoppedIn } from '../queries/stopped.ts';
import { caseToken, rootScopeId, type Scope, type State, type Token } from '../state.ts';
import { about } from './about.ts';

type WithoutStamp<T> = T extends Event ? Omit<T, 'seq' | 'at'> : never;
export type NewEvent = WithoutStamp<Event>;
export type NewEventOf<T extends EventType> = Extract<NewEvent, { type: T }>;

/** What a token does next: it arrived; it entered and has its work before it; it goes on. */
export interface Move {
  readonly tokenId: string;
  readonly phase: 'arrive' | 'work' | 'leave';
  /** Entry rules do not count: a send-back, a handler that compensates. */
  readonly unguarded?: boolean;
}

export type Value = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

/** The tables of what stands above: parts reach elements and definitions through them alone. */
export interface Handlers {
  readonly elements: ReadonlyMap<string, ElementHandler>;
  readonly throwOne: ThrowOne;
}

export class Run {
  readonly program: Program;
  private readonly handlers: Handlers;
  readonly at: number;
  readonly draft: Draft;
  readonly events: Event[] = [];
  /** Those of the events that write variables: what conditions and incidents look for. */
  readonly writes: Extract<Event, { type: 'variablesSet' }>[] = [];
  readonly moves: Move[] = [];
  /** Where tokens came, moved or went since their joins were looked at; undefined where the program has none. */
  readonly unsettled: Set<string> | undefined;
  private readonly joins: readonly ElementHandler[];
  /** True where a person or caller waits for the answer: what a rule refuses is then rejected as a whole. */
  isCommand: boolean;
  rejection: Rejection | undefined;
  /** The number of the last event that each open condition has seen. */
  readonly looked = new Map<string, number>();
  /** Signals that this step threw and has not delivered yet. */
  readonly signals: { readonly signalName: string; readonly variables: JsonObject }[] = [];
  /** See `TimerScheduled.hops`. */
  hops = 0;
  /** From when durations count: a limit that is dated again counts from when it began. */
  from: number;
  private begun = 0;
  /** By element index; undefined where nothing is stopped. */
  private readonly stopped: ReadonlyMap<number, Stop> | undefined;

  constructor(
    program: Program,
    state: State,
    input: {
      readonly at: number;
      readonly by?: unknown;
      readonly trigger?: unknown;
      readonly questionId?: string;
      readonly stops?: readonly Stop[];
    },
    handlers: Handlers,
  ) {
    this.program = program;
    this.handlers = handlers;
    this.at = input.at;
    this.from = input.at;
    const question = input.questionId === undefined ? undefined : firstHaving(state.questions, 'id', input.questionId);
    const isCommand = input.by !== undefined && input.trigger === undefined;
    this.isCommand = isCommand || question?.asCommand === true;
    this.draft = { ...state, at: input.at };
    this.stopped = input.stops?.length ? stoppedIn(program, input.stops, (element) => waitsAt(this, element)) : undefined;
    this.joins = joinsOf(program, handlers);
    this.unsettled = this.joins.length > 0 ? new Set() : undefined;
  }

  /** Counts runs that begin together, also in activities that are inside of one another; false where that would be too many. */
  beginsRuns(count: number, bound: number): boolean {
    if (this.begun + count > bound) return false;
    this.begun += count;
    return true;
  }

  /** The number of the next event: new ids are made of it. */
  get nextSeq(): number {
    return this.draft.seq + 1;
  }

  emit(event: NewEvent): void {
    // Stamped in place, not copied: an event is made for this call, and this is the hottest line there is.
    const stamped = event as Writable<Event>;
    stamped.seq = this.draft.seq + 1;
    stamped.at = this.at;
    this.events.push(stamped);
    if (stamped.type === 'variablesSet') this.writes.push(stamped);
    if (this.unsettled) this.unsettle(stamped, this.unsettled);
    apply(this.program, this.draft, stamped);
  }

  /** Which joins an event may let go on. */
  private unsettle(event: Event, unsettled: Set<string>): void {
    if ('scopeId' in event && event.scopeId !== undefined) unsettled.add(event.scopeId);
    else if ('tokenId' in event && event.tokenId !== undefined) {
      const token = this.token(event.tokenId);
      if (token) unsettled.add(token.scopeId);
    }
    if (event.type !== 'variablesSet' || !this.joins.some(({ joinReadsVariables }) => joinReadsVariables)) return;
    for (const { via, element, scopeId } of this.draft.tokens)
      if (via !== undefined && this.handler(this.element(element)).joinReadsVariables) unsettled.add(scopeId);
  }

  element(index: number): ProgramElement {
    const element = this.program.elements[index];
    assert(element, `the program has no element number ${index}`);
    return element;
  }

  handler(element: ProgramElement): ElementHandler {
    const handler = this.handlers.elements.get(element.variant ?? element.kind);
    assert(handler, `no handler for ${element.kind}`);
    return handler;
  }

  /** Throws an event definition from a token that is no event. */
  throw(token: Token, plan: DefinitionPlan, variables: JsonObject): Thrown {
    return this.handlers.throwOne(this, token, this.element(token.element), plan, variables);
  }

  token(id: string): Token | undefined {
    return id === caseToken.id ? caseToken : firstHaving(this.draft.tokens, 'id', id);
  }

  scope(id: string): Scope | undefined {
    return id === rootScopeId ? undefined : firstHaving(this.draft.scopes, 'id', id);
  }

  /** The scope that a token's element opened. */
  ownScope(tokenId: string): Scope | undefined {
    return firstHaving(this.draft.scopes, 'token', tokenId);
  }

  /** The token at the element whose scope it is; undefined for the process. */
  ownerOf(scopeId: string): Token | undefined {
    const scope = this.scope(scopeId);
    return scope && firstHaving(this.draft.tokens, 'id', scope.tokenId);
  }

  /** The nearest scope in which a token's element works: its own, else the one around it. */
  scopeIdOf(token: Token): string {
    return this.ownScope(token.id)?.id ?? token.scopeId;
  }

  /** One variable as a scope sees it: the nearest first, then the engine's own; undefined when nobody has it. */
  variable(name: string, scopeId: string): Json | undefined {
    for (let scope = this.scope(scopeId); scope; scope = this.scope(scope.parentId))
      if (Object.hasOwn(scope.variables, name)) return scope.variables[name];
    if (name === 'starter') return this.draft.starter;
    return Object.hasOwn(this.draft.variables, name) ? this.draft.variables[name] : undefined;
  }

  /** All variables that a scope sees. */
  variables(scopeId: string): JsonObject {
    const scope = this.scope(scopeId);
    if (!scope) return { ...this.draft.variables, starter: this.draft.starter };
    return { ...this.variables(scope.parentId), ...scope.variables };
  }

  /** Evaluates against what the scope sees; `extra` comes before it. */
  evaluate(expression: Expression, scopeId: string, extra?: JsonObject): Value {
    const variables: Record<string, Json> = {};
    for (const name of expression.reads) {
      const value = extra && Object.hasOwn(extra, name) ? extra[name] : this.variable(name, scopeId);
      if (value !== undefined) variables[name] = value;
    }
    const zone = this.program.timeZone === undefined ? {} : { timeZone: this.program.timeZone };
    const answer = evaluate(expression, { variables, at: this.at, ...zone });
    return answer.ok ? answer : { ok: false, message: answer.error.message };
  }

  /** Writes each variable where it is known, the nearest scope first; what nobody knows becomes the case's. */
  setVariables(
    scopeId: string,
    variables: JsonObject,
    about: Pick<Extract<NewEvent, { type: 'variablesSet' }>, 'elementId' | 'by'>,
  ): void {
    const writes = new Map<string, Record<string, Json>>();
    for (const [name, value] of Object.entries(variables)) {
      let target = rootScopeId;
      for (let scope = this.scope(scopeId); scope; scope = this.scope(scope.parentId))
        if (Object.hasOwn(scope.variables, name)) {
          target = scope.id;
          break;
        }
      const written = writes.get(target) ?? {};
      written[name] = value;
      writes.set(target, written);
    }
    for (const [target, written] of writes) this.emit({ type: 'variablesSet', scopeId: target, variables: written, ...about });
  }

  /** The token stays, with an incident; `at` names an event that its activity or gateway waits for. */
  raise(token: Token, code: string, message: string, retry: Retry, details: IncidentDetails = {}): void {
    const { at = token.element, ...more } = details;
    const incidentId = `i${this.nextSeq}`;
    this.emit({
      type: 'incidentRaised',
      incidentId,
      ...about(this.element(at)),
      tokenId: token.id,
      code,
      message,
      retry,
      ...more,
    });
  }

  /** What shuts the doors of an element. */
  stopOf(index: number): Stop | undefined {
    return this.stopped?.get(index);
  }

  /** Why an input is not taken that would do work at an element, or fire what waits there, while that is stopped. */
  refusedAt(index: number): Rejection | undefined {
    const stop = this.stopOf(index);
    if (!stop) return undefined;
    const { id: elementId, name } = this.element(index);
    const message = `${name ?? elementId} is stopped ("${stop.reason}"); nothing is done there until that ends.`;
    return { code: 'stopped', message, elementId, params: { stop: stop.id, reason: stop.reason } };
  }

  /** True where its element is stopped: the token stands still, and what it was about to do is tried again when that ends. */
  standsStill(token: Token, retry: Retry, by?: Actor): boolean {
    const stop = this.stopOf(token.element);
    if (!stop) return false;
    if (having(this.draft.incidents, 'token', token.id).some((incident) => incident.stop !== undefined)) return true;
    const { name, id } = this.element(token.element);
    const doneBy = by === undefined ? {} : { doneBy: by };
    const message = `${name ?? id} is stopped ("${stop.reason}").`;
    this.raise(token, 'stopped', message, retry, { ...doneBy, stop: stop.id, params: { reason: stop.reason } });
    return true;
  }

  /** A rule says no: rejects the whole command where somebody waits for the answer, else raises an incident. */
  refuse(token: Token, code: string, message: string, retry: Retry, more: IncidentDetails = {}): void {
    if (!this.isCommand) {
      this.raise(token, code, message, retry, more);
      return;
    }
    const { params } = more;
    const elementId = this.element(token.element).id;
    this.rejection ??= { code, message, elementId, ...(params === undefined ? {} : { params }) };
  }
}

/** The events that an element waits for in its own place. */
const waitsAt = (run: Run, element: ProgramElement): readonly number[] =>
  run.handler(element).waitsAt?.(run.program, element) ?? [];

const joining = new WeakMap<Program, readonly ElementHandler[]>();

/** The handlers of its elements that look at others' tokens before they go on. */
function joinsOf(program: Program, { elements }: Handlers): readonly ElementHandler[] {
  const known = joining.get(program);
  if (known) return known;
  const handlers = program.elements.flatMap(({ kind, variant, incoming }) =>
    incoming.length > 1 ? (elements.get(variant ?? kind) ?? []) : [],
  );
  const joins = [...new Set(handlers)].filter(({ join }) => join !== undefined);
  joining.set(program, joins);
  return joins;
}

interface IncidentDetails
  extends Pick<Extract<NewEvent, { type: 'incidentRaised' }>, 'params' | 'reads' | 'jobId' | 'doneBy' | 'stop'> {
  /** Index of the element that it is about; the token's when absent. */
  readonly at?: number;
}

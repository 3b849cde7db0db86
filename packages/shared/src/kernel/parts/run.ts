/** One step under way: the draft of the state, the events so far, and the tokens that are still to move. */
import { assert, type Json, type JsonObject } from '../../base/index.ts';
import { type Expression, evaluate } from '../../expression/index.ts';
import type { Event } from '../event.ts';
import { apply, type Draft } from '../evolve.ts';
import type { Program, ProgramElement } from '../program.ts';
import { rootScopeId, type State, type Token } from '../state.ts';

type WithoutStamp<T> = T extends Event ? Omit<T, 'seq' | 'at'> : never;
export type NewEvent = WithoutStamp<Event>;

export class Run {
  readonly program: Program;
  readonly at: number;
  readonly draft: Draft;
  readonly events: Event[] = [];
  /** Ids of tokens that arrived and were not looked at yet. */
  readonly arrivals: string[] = [];
  /** Tokens that were put at a start event and have still to go on. */
  readonly begun: Token[] = [];

  constructor(program: Program, state: State, at: number) {
    this.program = program;
    this.at = at;
    this.draft = { ...state, at };
  }

  /** The number of the next event: new ids are made of it. */
  get nextSeq(): number {
    return this.draft.seq + 1;
  }

  emit(event: NewEvent): void {
    const stamped = { seq: this.nextSeq, at: this.at, ...event } as Event;
    this.events.push(stamped);
    apply(this.program, this.draft, stamped);
  }

  element(index: number): ProgramElement {
    const element = this.program.elements[index];
    assert(element, `the program has no element number ${index}`);
    return element;
  }

  token(id: string): Token | undefined {
    return this.draft.tokens.find((token) => token.id === id);
  }

  /** The variables that a scope sees, the nearest first, and the engine's own. */
  variables(scopeId: string): JsonObject {
    const scope = this.draft.scopes.find((candidate) => candidate.id === scopeId);
    if (!scope) return { ...this.draft.variables, starter: this.draft.starter };
    return { ...this.variables(scope.parentId), ...scope.variables };
  }

  evaluate(expression: Expression, scopeId: string): { ok: true; value: Json } | { ok: false; message: string } {
    const zone = this.program.timeZone === undefined ? {} : { timeZone: this.program.timeZone };
    const answer = evaluate(expression, { variables: this.variables(scopeId), at: this.at, ...zone });
    return answer.ok ? answer : { ok: false, message: answer.error.message };
  }

  raise(token: Token, code: string, message: string, retry: 'arrive' | 'work' | 'leave'): void {
    const { id: elementId, kind: elementKind } = this.element(token.element);
    const incidentId = `i${this.nextSeq}`;
    this.emit({ type: 'incidentRaised', incidentId, elementId, elementKind, tokenId: token.id, code, message, retry });
  }

  /** Enters the element with a token that arrived, taking in the others that a join waited for. */
  enter(token: Token, options: { readonly consumes?: readonly string[]; readonly opensScope?: boolean } = {}): Token {
    const { id: elementId, kind: elementKind } = this.element(token.element);
    const opens = options.opensScope ? { opensScopeId: `s${this.nextSeq}` } : {};
    const consumes = options.consumes?.length ? { consumes: options.consumes } : {};
    const where = { tokenId: token.id, scopeId: token.scopeId };
    this.emit({ type: 'elementEntered', elementId, elementKind, ...where, ...opens, ...consumes });
    const entered = this.token(token.id);
    assert(entered, 'an entered token exists');
    return entered;
  }

  /** Puts a new token at an element that no flow leads to. */
  begin(index: number, scopeId: string, requestedBy?: string): void {
    const tokenId = `k${this.nextSeq}`;
    const entered = this.enter({ id: tokenId, element: index, scopeId });
    this.begun.push(requestedBy === undefined ? entered : { ...entered, requestedBy });
  }

  /** Ends everything inside a scope, the innermost first. */
  terminateScope(scopeId: string, cause: string): void {
    for (const token of this.draft.tokens.filter((candidate) => candidate.scopeId === scopeId)) {
      const inner = this.draft.scopes.find((scope) => scope.tokenId === token.id);
      if (inner) this.terminateScope(inner.id, cause);
      const { id: elementId, kind: elementKind } = this.element(token.element);
      for (const task of this.draft.tasks.filter(({ tokenId }) => tokenId === token.id))
        this.emit({ type: 'taskCancelled', elementId, elementKind, taskId: task.id, cause });
      this.emit({ type: 'elementTerminated', elementId, elementKind, tokenId: token.id, cause });
    }
  }

  /** Completes the scope's owner, or the instance, once no token is left inside. */
  closeIfEmpty(scopeId: string): string | undefined {
    if (this.draft.tokens.some((token) => token.scopeId === scopeId)) return undefined;
    if (scopeId === rootScopeId) {
      if (this.draft.status === 'active') this.emit({ type: 'instanceCompleted' });
      return undefined;
    }
    return this.draft.scopes.find((scope) => scope.id === scopeId)?.tokenId;
  }
}

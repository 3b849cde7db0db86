/**
 * Inclusive gateway. Joins by BPMN 2.0.2, 13.4.3: it is activated when an incoming flow has a token, and no other
 * token can reach an empty incoming flow, unless it can reach one that has a token too. Splits along every true condition.
 */
import { enter } from '../parts/enter.ts';
import { leave } from '../parts/leave.ts';
import type { Run } from '../parts/run.ts';
import type { ProgramElement } from '../program.ts';
import { upstreamOf } from '../reachability.ts';
import type { Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';

export const inclusiveGateway: ElementHandler = {
  extensions: [],
  leaves: 'each',
  arrive(run, token, element) {
    if (element.incoming.length < 2 || token.via === -1) go(run, token, []);
  },
  join(run, token, element) {
    const waiting = waitingAt(run, token, element);
    if (!isActivated(run, token, element, waiting)) return false;
    go(
      run,
      token,
      waiting.filter(({ id }) => id !== token.id).map(({ id }) => id),
    );
    return true;
  },
  work: (run, token) => leave(run, token),
};

function go(run: Run, token: Token, consumes: readonly string[]): void {
  const entered = enter(run, token, { consumes });
  if (entered) leave(run, entered);
}

/** The first token of each incoming flow that has one. */
function waitingAt(run: Run, { scopeId }: Token, element: ProgramElement): readonly Token[] {
  const first = new Map<number, Token>();
  for (const token of run.draft.tokens) {
    if (token.element !== element.index || token.scopeId !== scopeId || token.via === undefined) continue;
    if (!first.has(token.via)) first.set(token.via, token);
  }
  return [...first.values()];
}

function isActivated(run: Run, { scopeId }: Token, element: ProgramElement, waiting: readonly Token[]): boolean {
  const marked = new Set(waiting.map(({ via }) => via));
  const upstream = upstreamOf(run.program, element.index);
  return run.draft.tokens.every((token) => {
    if (token.scopeId !== scopeId || token.element === element.index) return true;
    const reached = upstream.get(token.element) ?? [];
    return reached.every((flow) => marked.has(flow)) || reached.some((flow) => marked.has(flow));
  });
}

/** What a join that looks upstream sees: the tokens that wait before it, and whether others are still to come (BPMN 2.0.2, 13.4.3). */

import type { ProgramElement } from '../program.ts';
import { having } from '../queries/lookup.ts';
import { upstreamOf } from '../queries/reachability.ts';
import type { Token } from '../state.ts';
import type { Run } from './run.ts';

/** The first token of each incoming flow that has one. */
export function waitingAt(run: Run, scopeId: string, element: ProgramElement): readonly Token[] {
  const first = new Map<number, Token>();
  for (const token of allWaitingAt(run, scopeId, element))
    if (token.via !== undefined && !first.has(token.via)) first.set(token.via, token);
  return [...first.values()];
}

export const allWaitingAt = (run: Run, scopeId: string, { index }: ProgramElement): readonly Token[] =>
  having(run.draft.tokens, 'place', scopeId, index).filter(({ via }) => via !== undefined);

/** No token elsewhere can reach an incoming flow that is not among these, unless it can reach one that is too. */
export function noneIsToCome(run: Run, scopeId: string, element: ProgramElement, flows: ReadonlySet<number>): boolean {
  const upstream = upstreamOf(run.program, element.index);
  return having(run.draft.tokens, 'scope', scopeId).every((token) => {
    // What is compensated goes on along no flow.
    if (token.element === element.index || token.compensation !== undefined) return true;
    const reached = upstream.get(token.element) ?? [];
    return reached.every((flow) => flows.has(flow)) || reached.some((flow) => flows.has(flow));
  });
}

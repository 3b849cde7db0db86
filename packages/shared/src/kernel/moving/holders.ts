/** What a token holds that waits for events, and what it would hold at an element of the other program. */
import { handlerOf } from '../elements/index.ts';
import type { Run } from '../parts/run.ts';
import type { Program, ProgramElement } from '../program.ts';
import { having } from '../queries/lookup.ts';
import { caseToken, type Token } from '../state.ts';

/** The tokens that may hold waits: the case itself, and those that have entered. */
export const holdersOf = (run: Run): readonly Token[] => [
  caseToken,
  ...run.draft.tokens.filter(({ via, compensation }) => via === undefined && compensation === undefined),
];

/** Events by the number of their element, of every kind of wait. */
export function armedBy(run: Run, { id }: Token): ReadonlySet<number> {
  const { timers, subscriptions, conditions } = run.draft;
  const drawn = having(timers, 'token', id).filter(({ purpose }) => purpose === 'event');
  return new Set(
    [...drawn, ...having(subscriptions, 'token', id), ...having(conditions, 'token', id)].map(({ element }) => element),
  );
}

/** The events that a token at an element waits for, once it has entered. */
export function awaitedAt(run: Run, program: Program, holder: Token, element: ProgramElement | undefined): readonly number[] {
  if (!element) return program.eventStarts ?? [];
  const { boundaries = [], plan, index } = element;
  const atBorder = holder.loopCounter === undefined ? boundaries : [];
  // The body around its runs works by them alone.
  const scope = run.ownScope(holder.id);
  if (scope?.loop) return atBorder;
  const handler = handlerOf(element);
  const own = handler?.arm && plan.definitions ? [index] : [];
  return [...atBorder, ...own, ...(handler?.waitsAt?.(program, element) ?? []), ...(scope ? (plan.eventStarts ?? []) : [])];
}

/** Does an element give its token local variables of its own? */
export const hasScope = ({ plan: { inputs, outputs, data }, ...element }: ProgramElement, { loopCounter }: Token): boolean =>
  inputs !== undefined || outputs !== undefined || data !== undefined || loopCounter !== undefined || opensScope(element);

const opensScope = (element: Pick<ProgramElement, 'kind' | 'variant'>): boolean =>
  handlerOf({ ...element, plan: {} } as ProgramElement)?.opensScope === true;

/** Send-back: the case goes back to an earlier step; what is behind it is owed again. */
import type { Actor, CompleteTaskInput, Rejection } from '../input.ts';
import type { OutcomePlan, ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import { elementIndex } from '../tables.ts';
import { openAround, place } from './enter.ts';
import { refusal } from './rejection.ts';
import type { Run } from './run.ts';
import { enterStage } from './stage.ts';
import { terminate } from './terminate.ts';
import { checkpointsBefore, checkpointsFrom, leadsTo } from './ways.ts';

export interface Back {
  readonly to: string;
  readonly return: 'again' | 'direct';
}

/** Where a send-back goes, or why it may not. */
export function targetOf(run: Run, element: ProgramElement, outcome: OutcomePlan, input: CompleteTaskInput): Back | Rejection {
  const { to = outcome.to.length === 1 ? outcome.to[0] : undefined, return: way = 'again' } = input;
  const what = element.name ?? element.id;
  if (to === undefined || !outcome.to.includes(to)) {
    const message = `${what} sends back to one of ${outcome.to.join(', ')}; found ${to ?? 'none'}.`;
    return refusal('unknown-target', message, element.id);
  }
  if (!run.draft.completed?.includes(to))
    return refusal('nothing-to-return-to', `This case has not completed ${to}, so ${what} can't send it back there.`, element.id);
  const target = elementIndex(run.program, to);
  const skipped = way === 'direct' ? owedBetween(run, target, element.index) : [];
  if (skipped.length === 0) return { to, return: way };
  const names = skipped.map(({ id, name }) => name ?? id).join(', ');
  const message = `Coming straight back to ${what} would pass by ${names}, which the case then owes; send it back to come again.`;
  return { ...refusal('checkpoint-owed', message, element.id), params: { checkpoints: skipped.map(({ id }) => id) } };
}

/** Checkpoints that a send-back un-passes and that the way straight back would pass by. */
function owedBetween(run: Run, target: number, from: number): readonly ProgramElement[] {
  const unpassed = new Set(checkpointsFrom(run.program, target));
  return checkpointsBefore(run.program, from).filter((checkpoint) => unpassed.has(checkpoint) && checkpoint.index !== target);
}

export interface SendBack extends Back {
  readonly by: Actor;
  readonly comment?: string;
  readonly cause: 'sentBack' | 'withdrawn';
}

export function sendBack(run: Run, token: Token, element: ProgramElement, { cause, ...back }: SendBack): void {
  const { by } = back;
  const target = elementIndex(run.program, back.to);
  const owed = checkpointsFrom(run.program, target).map(({ id }) => id);
  const about = { elementId: element.id, elementKind: element.kind, tokenId: token.id };
  const notify = { users: token.requestedBy === undefined ? [] : [token.requestedBy] };
  run.emit({ type: 'sentBack', ...about, ...back, owed, ...notify });
  const scopeId = endUpTo(run, token, target, cause);
  const returnTo = back.return === 'direct' ? element.index : undefined;
  placeInside(run, target, scopeId, by.userId ?? undefined, returnTo);
}

/** A step that was sent back to be done is done, and goes straight back to who sent it. */
export function goStraightBack(run: Run, token: Token, element: number, requestedBy: string | undefined): void {
  const scopeId = endUpTo(run, token, element, 'returned');
  placeInside(run, element, scopeId, requestedBy);
}

/** The containers of an element, the innermost first, -1 for the process. */
function containersOf(run: Run, element: number): readonly number[] {
  const containers: number[] = [];
  for (let at = run.element(element).parent; at >= 0; at = run.element(at).parent) containers.push(at);
  return [...containers, -1];
}

/** Ends a token with every scope around it up to the one that the target is in too; answers that scope. */
function endUpTo(run: Run, token: Token, target: number, cause: SendBack['cause'] | 'returned'): string {
  const around = containersOf(run, target);
  const common = containersOf(run, token.element).find((container) => around.includes(container)) ?? -1;
  const top = topBelow(run, token, common);
  if (run.token(top.id)) terminate(run, top, cause);
  return top.scopeId;
}

/** The token that stands directly in a container, and has this one inside of it, or is it. */
function topBelow(run: Run, token: Token, container: number): Token {
  let top = token;
  for (;;) {
    const owner = run.token(run.scope(top.scopeId)?.tokenId ?? '');
    if (!owner || owner.element === container) return top;
    top = owner;
  }
}

/** Opens the scopes down to the target, and puts a token before it. */
function placeInside(run: Run, target: number, scopeId: string, requestedBy?: string, returnTo?: number): void {
  const inside = containersOf(run, target).toReversed();
  const from = inside.indexOf(run.token(run.scope(scopeId)?.tokenId ?? '')?.element ?? -1);
  let scope = scopeId;
  for (const container of inside.slice(from + 1)) {
    const opened = openAround(run, container, scope, requestedBy);
    const owner = run.token(opened.tokenId);
    if (owner) enterStage(run, owner, run.element(container));
    scope = opened.id;
  }
  place(run, target, scope, requestedBy, returnTo);
}

/** Is it what compensates, or in it, seen from a token around it? Whoever threw that waits until it is done. */
function isHandling(run: Run, token: Token, top: Token): boolean {
  let at: Token | undefined = token;
  while (at && at.id !== top.id && at.compensation === undefined) at = run.token(run.scope(at.scopeId)?.tokenId ?? '');
  return at?.compensation !== undefined;
}

/**
 * May a token go back to a target that no author chose? Not into an activity that repeats, and not to where it would
 * meet again what other tokens of this scope are still on.
 */
export function isFreeWay(run: Run, token: Token, target: number): boolean {
  const around = containersOf(run, target);
  const common = containersOf(run, token.element).find((container) => around.includes(container)) ?? -1;
  const inside = around.slice(0, around.indexOf(common));
  if (inside.some((container) => run.element(container).plan.loop) || run.element(target).index === token.element) return false;
  const top = topBelow(run, token, common);
  if (isHandling(run, token, top)) return false;
  const beside = run.draft.tokens.filter(({ id, scopeId }) => scopeId === top.scopeId && id !== top.id);
  return beside.every(({ element }) => !leadsTo(run.program, target, element));
}

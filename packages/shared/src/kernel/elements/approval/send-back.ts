/** Send-back: the case goes back to an earlier step; what is behind it is owed again. */

import type { Actor, CompleteTaskInput, Rejection } from '../../input.ts';
import { about } from '../../parts/about.ts';
import { jump, wayTo } from '../../parts/jump.ts';
import { refusal } from '../../parts/rejection.ts';
import type { Run } from '../../parts/run.ts';
import type { OutcomePlan, ProgramElement } from '../../program.ts';
import { elementIndex } from '../../queries/tables.ts';
import type { Token } from '../../state.ts';
import { checkpointsBefore, checkpointsFrom, leadsTo } from '../checkpoint/index.ts';

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
  const unpassed = new Set(checkpointsFrom(run, target));
  return checkpointsBefore(run, from).filter((checkpoint) => unpassed.has(checkpoint) && checkpoint.index !== target);
}

export interface SendBack extends Back {
  readonly by: Actor;
  readonly comment?: string;
  readonly cause: 'sentBack' | 'withdrawn';
}

export function sendBack(run: Run, token: Token, element: ProgramElement, { cause, ...back }: SendBack): void {
  const { by } = back;
  const target = elementIndex(run.program, back.to);
  const owed = checkpointsFrom(run, target).map(({ id }) => id);
  const where = { ...about(element), tokenId: token.id };
  const notify = { users: token.requestedBy === undefined ? [] : [token.requestedBy] };
  run.emit({ type: 'sentBack', ...where, ...back, owed, ...notify });
  const returns = back.return === 'direct' ? { returnTo: element.index } : {};
  jump(run, token, target, { cause, requestedBy: by.userId ?? undefined, ...returns });
}

/** Is it what compensates, or in it, seen from a token around it? Whoever threw that waits until it is done. */
function isHandling(run: Run, token: Token, top: Token): boolean {
  let at: Token | undefined = token;
  while (at && at.id !== top.id && at.compensation === undefined) at = run.ownerOf(at.scopeId);
  return at?.compensation !== undefined;
}

/**
 * May a token go back to a target that no author chose? Not into an activity that repeats, and not to where it would
 * meet again what other tokens of this scope are still on.
 */
export function isFreeWay(run: Run, token: Token, target: number): boolean {
  const { top, inside } = wayTo(run, token, target);
  if (inside.some((container) => run.element(container).plan.loop) || run.element(target).index === token.element) return false;
  if (isHandling(run, token, top)) return false;
  const beside = run.draft.tokens.filter(({ id, scopeId }) => scopeId === top.scopeId && id !== top.id);
  return beside.every(({ element }) => !leadsTo(run, target, element));
}

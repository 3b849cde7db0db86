/** An approval is decided: its result is written, what is no longer needed goes, and the case goes on, back, or fails over. */
import type { Actor } from '../input.ts';
import type { OutcomePlan, ProgramElement } from '../program.ts';
import type { CastVote, OpenApproval, Token } from '../state.ts';
import { cancelTimers } from './ask.ts';
import { leave } from './leave.ts';
import type { Run } from './run.ts';
import { type Back, sendBack } from './send-back.ts';
import { tasksOf } from './task.ts';
import { throwError } from './throw.ts';
import { resultOf } from './votes.ts';

export interface Decision {
  readonly outcome: OutcomePlan;
  readonly votes: readonly CastVote[];
  readonly copies: OpenApproval['copies'];
  /** `vote`, `withdrawn`, or the rule that decided. */
  readonly because: string;
  readonly reason?: string;
  /** Whose vote decided. */
  readonly by?: Actor;
  readonly comment?: string;
  readonly back?: Back;
}

export function decide(run: Run, token: Token, element: ProgramElement, decision: Decision): void {
  const { outcome, votes, copies, because, reason, by, comment, back } = decision;
  const about = { elementId: element.id, elementKind: element.kind };
  const result = resultOf(outcome.id, votes, run.at, because !== 'vote' && because !== 'withdrawn');
  const said = comment === undefined ? {} : { comment };
  run.emit({
    type: 'approvalDecided',
    ...about,
    tokenId: token.id,
    result,
    because,
    copies,
    ...(reason === undefined ? {} : { reason }),
    ...(token.requestedBy === undefined ? {} : { requestedBy: token.requestedBy }),
  });
  const isWithdrawn = because === 'withdrawn';
  endTasks(run, token, element, isWithdrawn ? 'withdrawn' : 'decided');
  const { approval: { result: name, error } = {} } = element.plan;
  if (name !== undefined) writeResult(run, token, element, { [name]: result });
  if (back && by) sendBack(run, token, element, { ...back, by, cause: isWithdrawn ? 'withdrawn' : 'sentBack', ...said });
  else if (outcome.kind === 'reject' && error !== undefined) throwError(run, token, error, reason ?? comment);
  else leave(run, token, by);
}

/** Tasks and limits that no longer matter. */
export function endTasks(run: Run, token: Token, element: ProgramElement, cause: string): void {
  for (const task of tasksOf(run, token))
    run.emit({ type: 'taskCancelled', elementId: element.id, elementKind: element.kind, taskId: task.id, cause });
  cancelTimers(run, token.id, 'limit');
  cancelTimers(run, token.id, 'reminder');
}

/** What the engine alone writes; a multi-instance run's own. */
export function writeResult(
  run: Run,
  token: Token,
  { id: elementId }: ProgramElement,
  variables: Parameters<Run['setVariables']>[1],
): void {
  const scopeId = run.scopeIdOf(token);
  if (token.loopCounter === undefined) run.setVariables(scopeId, variables, { elementId });
  else run.emit({ type: 'variablesSet', scopeId, variables, elementId });
}

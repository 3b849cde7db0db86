/** An approval is decided: its result is written, what is no longer needed goes, and the case goes on, back, or fails over. */

import { throwError } from '../../definitions/error.ts';
import type { CastVote } from '../../event.ts';
import type { Actor } from '../../input.ts';
import { about } from '../../parts/about.ts';
import { leave } from '../../parts/leave.ts';
import { writeResult } from '../../parts/result.ts';
import type { Run } from '../../parts/run.ts';
import { endTasks } from '../../parts/timing.ts';
import type { OutcomePlan, ProgramElement } from '../../program.ts';
import type { OpenApproval, Token } from '../../state.ts';
import { type Back, sendBack } from './send-back.ts';
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
  const result = resultOf(outcome.id, votes, run.at, because !== 'vote' && because !== 'withdrawn');
  const said = comment === undefined ? {} : { comment };
  run.emit({
    type: 'approvalDecided',
    ...about(element),
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

/** Counts the votes of an approval. */
import type { Json, JsonObject } from '../../../base/index.ts';
import type { CastVote } from '../../event.ts';
import type { ApprovalPlan, OutcomePlan } from '../../program.ts';
import type { OpenApproval } from '../../state.ts';

/** The outcome that the votes decide; undefined as long as they do not. The last vote is the one just given. */
export function decided(plan: ApprovalPlan, { entries, needed, votes }: OpenApproval): OutcomePlan | undefined {
  const kindOf = (vote: CastVote) => plan.outcomes.find(({ id }) => id === vote.outcome);
  const last = votes.map(kindOf).at(-1);
  if (!last || last.kind === 'send-back' || plan.mode === 'one') return last;
  const approvals = votes.filter((vote) => kindOf(vote)?.kind === 'approve').length;
  if (last.kind === 'approve') return approvals >= needed ? last : undefined;
  const isOutOfReach = approvals + entries.length - votes.length < needed;
  return plan.mode === 'all' || isOutOfReach ? last : undefined;
}

/** The result variable's value: times as ISO 8601 texts, what is not there as null. */
export function resultOf(outcome: string, votes: readonly CastVote[], at: number, automatic: boolean): JsonObject {
  return { outcome, votes: votes.map(toJson), decidedAt: new Date(at).toISOString(), automatic };
}

const toJson = ({ by, onBehalfOf, outcome, comment, at }: CastVote): Json => ({
  by,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  outcome,
  comment: comment ?? null,
  at: new Date(at).toISOString(),
});

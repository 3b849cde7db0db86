/** The sales elements: approvals, checkpoints, stages. */
import type { Expression } from '../../expression/index.ts';
import type { WhoPlan } from './people.ts';

/** `fortnight:approval`. */
export interface ApprovalPlan {
  readonly mode: 'one' | 'all' | 'quorum';
  readonly quorum?: number | Expression;
  readonly order: 'parallel' | 'sequential';
  /** In the order in which they are asked. */
  readonly approvers: readonly ApproverPlan[];
  /** Those that reject stand first: they win. */
  readonly rules: readonly { readonly kind: 'approve' | 'reject'; readonly when: Expression; readonly reason?: string }[];
  readonly outcomes: readonly OutcomePlan[];
  /** `starter`, or ids of elements whose doers may not decide. */
  readonly separateFrom: readonly string[];
  readonly nobody: { readonly do: 'assign' | 'approve' | 'reject' | 'incident'; readonly to: readonly WhoPlan[] };
  readonly samePerson: 'once' | 'again';
  readonly copies: readonly WhoPlan[];
  readonly result?: string;
  /** The error that a rejection throws. */
  readonly error?: string;
}

export interface ApproverPlan {
  readonly who: WhoPlan;
  readonly name?: string;
  /** It is asked when this is true. */
  readonly when?: Expression;
}

export interface OutcomePlan {
  readonly id: string;
  readonly kind: 'approve' | 'reject' | 'send-back';
  readonly isCommentRequired: boolean;
  /** Send-back: where it may go. */
  readonly to: readonly string[];
}

/** `fortnight:checkpoint`. */
export interface CheckpointPlan {
  readonly regulation?: string;
  readonly rules: readonly {
    readonly id: string;
    readonly when: Expression;
    readonly message?: string;
    readonly severity: 'block' | 'warn';
  }[];
  readonly reviewers: readonly WhoPlan[];
  readonly evidence: readonly { readonly id: string; readonly name?: string; readonly required: boolean }[];
  readonly result?: string;
  /** The error that a rejection throws. */
  readonly error: string;
}

/** `fortnight:stage`. */
export interface StagePlan {
  readonly order?: number;
  /** ISO 8601 text, or an expression that answers one. */
  readonly target?: string | Expression;
  readonly calendar?: string;
  readonly entry: readonly StageRulePlan[];
  readonly exit: readonly StageRulePlan[];
  /** Variables without which it can't be left. */
  readonly required: readonly string[];
  readonly lossReasons: readonly string[];
}

export interface StageRulePlan {
  readonly id: string;
  readonly condition: Expression;
  readonly message?: string;
}

/** Whom an element asks, and how long it waits for them. */
import type { Expression } from '../../expression/index.ts';

/** Names are user ids, e-mails, or `who` entries; an expression answers one or a list. */
export interface TaskPlan {
  readonly assignee?: string | Expression;
  readonly users: readonly string[] | Expression;
  readonly groups: readonly string[] | Expression;
  readonly priority?: number | Expression;
  readonly formRef?: string;
}

/** A `who` entry: as it is asked, or whose value names a person (or a person whose manager is meant). */
export type WhoPlan =
  | { readonly kind: 'literal'; readonly who: string }
  | { readonly kind: 'person' | 'manager'; readonly of: Expression; readonly text: string };

/** `fortnight:timing`; durations are ISO 8601 texts or expressions. */
export interface TimingPlan {
  readonly limit: string | Expression;
  readonly remind?: string | Expression;
  readonly calendar?: string;
  readonly overdue: 'notify' | 'escalate' | 'approve' | 'reject';
  readonly to: readonly WhoPlan[];
}

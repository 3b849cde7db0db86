/** How each event changes the state: decides nothing, and can't fail on an event that `step` made. */
import type { Applier, Draft } from './appliers/applier.ts';
import { approvalAppliers } from './appliers/approvals.ts';
import { callAppliers } from './appliers/calls.ts';
import { checkpointAppliers } from './appliers/checkpoints.ts';
import { compensationAppliers } from './appliers/compensation.ts';
import { historyAppliers } from './appliers/history.ts';
import { instanceAppliers } from './appliers/instance.ts';
import { migrationAppliers } from './appliers/migration.ts';
import { stageAppliers } from './appliers/stages.ts';
import { taskAppliers } from './appliers/tasks.ts';
import { tokenAppliers } from './appliers/tokens.ts';
import { waitAppliers } from './appliers/waits.ts';
import type { Event, EventType } from './event.ts';
import type { Program } from './program.ts';
import type { State } from './state.ts';

const appliers = {
  ...instanceAppliers,
  ...tokenAppliers,
  ...taskAppliers,
  ...waitAppliers,
  ...callAppliers,
  ...approvalAppliers,
  ...checkpointAppliers,
  ...stageAppliers,
  ...compensationAppliers,
  ...migrationAppliers,
};

/** The state before the first event. */
export const emptyState = (programHash: string): State => ({
  programHash,
  status: 'active',
  at: 0,
  seq: 0,
  starter: null,
  variables: {},
  tokens: [],
  scopes: [],
  tasks: [],
  timers: [],
  subscriptions: [],
  jobs: [],
  questions: [],
  incidents: [],
});

/** Answers the state after one event; the state before is untouched. */
export function evolve(program: Program, state: State, event: Event): State {
  const draft = { ...state };
  apply(program, draft, event);
  return draft;
}

/** Changes a draft by one event: what `step` uses, which copies the state once. */
export function apply(program: Program, draft: Draft, event: Event): void {
  draft.seq = event.seq;
  draft.at = event.at;
  // The table's type pairs each name with its own event, which no single call can express.
  const applier = appliers[event.type] as Applier<EventType> | undefined;
  applier?.(draft, event, program);
  const remember = historyAppliers[event.type] as Applier<EventType> | undefined;
  remember?.(draft, event, program);
}

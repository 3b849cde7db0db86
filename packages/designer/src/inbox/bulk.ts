import type { Task } from '@fortnight/shared/contract';

/** What can be done with several tasks at once, and how many of them the first thing offered leaves as they are. */
export interface Bulk {
  readonly toTake: readonly Task[];
  readonly toApprove: readonly Task[];
  readonly toReject: readonly Task[];
  readonly exceptions: number;
}

/** Sorts what was selected; `lacksAnswers` says whether a task's form still asks for something. */
export function bulkOf(marked: readonly Task[], lacksAnswers: (task: Task) => boolean): Bulk {
  const isPlainApproval = (task: Task) => task.kind === 'approval' && task.outcomes.includes('approve') && !lacksAnswers(task);
  const toApprove = marked.filter(isPlainApproval);
  // Who rejects need not fill in the form, but says why.
  const toReject = marked.filter(({ kind, outcomes }) => kind === 'approval' && outcomes.includes('reject'));
  const toTake = marked.filter(({ assignee }) => assignee === null);
  const acted = toApprove.length > 0 ? toApprove : toTake;
  const exceptions = marked.length - acted.length;
  return { toTake, toApprove, toReject, exceptions };
}

import type { Task } from '@fortnight/shared/contract';

/** What can be done with several tasks at once, and how many of them must be opened on their own. */
export interface Bulk {
  readonly toTake: readonly Task[];
  readonly toApprove: readonly Task[];
  readonly exceptions: number;
}

/** Sorts what was selected; `lacksAnswers` says whether a task's form still asks for something. */
export function bulkOf(marked: readonly Task[], lacksAnswers: (task: Task) => boolean): Bulk {
  const isPlainApproval = (task: Task) => task.kind === 'approval' && task.outcomes.includes('approve') && !lacksAnswers(task);
  const toApprove = marked.filter(isPlainApproval);
  const toTake = marked.filter(({ assignee }) => assignee === null);
  const exceptions = marked.filter((task) => !toApprove.includes(task) && !toTake.includes(task)).length;
  return { toTake, toApprove, exceptions };
}

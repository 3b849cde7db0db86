/** People act on their tasks, or take back what they asked for. */

import { withdraw } from '../elements/approval/index.ts';
import type {
  Actor,
  ClaimTaskInput,
  CompleteTaskInput,
  DelegateTaskInput,
  Rejection,
  RemindTaskInput,
  UnclaimTaskInput,
} from '../input.ts';
import { about } from '../parts/about.ts';
import { refusal, reserved } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import type { TaskAt } from '../parts/task.ts';
import { holdersOf, isCandidate, mayAct } from '../parts/task.ts';
import { firstHaving } from '../queries/lookup.ts';
import { personsOf } from '../queries/persons.ts';
import type { Takers } from './taker.ts';

type TaskInput = ClaimTaskInput | UnclaimTaskInput | DelegateTaskInput | CompleteTaskInput | RemindTaskInput;
type Act<T extends TaskInput> = (run: Run, at: TaskAt, input: T) => Rejection | undefined;

/** Finds the task, then lets `act` say why not or emit what happens. */
const onTask =
  <T extends TaskInput>(act: Act<T>) =>
  (run: Run, input: T): Rejection | undefined => {
    const task = firstHaving(run.draft.tasks, 'id', input.taskId);
    const token = task && run.token(task.tokenId);
    if (!task || !token) return refusal('task-not-open', `The task ${input.taskId} is not open; it was completed or cancelled.`);
    return act(run, { task, token, element: run.element(token.element) }, input);
  };

const of = ({ task, element }: TaskAt) => ({ ...about(element), taskId: task.id });

function notEligible({ task, element }: TaskAt, by: Actor): Rejection {
  const who = by.userId === null ? 'A program without a user' : `The user ${by.userId}`;
  const { assignee, users, groups } = task;
  // Who claimed it and is no longer in the group hears of the group.
  const may =
    assignee === undefined || personsOf(by).includes(assignee)
      ? [...users.map((user) => `user ${user}`), ...groups.map((group) => `the group ${group}`)]
      : [`user ${assignee}, who has it`];
  const message = `${who} may not act on the task ${task.id} (${element.name ?? element.id}); expected ${may.join(' or ') || 'a user'}.`;
  return refusal('not-eligible', message, element.id);
}

const claim: Act<ClaimTaskInput> = (run, at, { by }) => {
  const { task, element } = at;
  if (by.userId === null) return refusal('no-user', 'A claim needs a user; send it with a key that has one.', element.id);
  if (task.assignee !== undefined) {
    const who = personsOf(by).includes(task.assignee) ? 'you have' : `the user ${task.assignee} has`;
    return refusal('already-claimed', `The task ${task.id} needs no claim: ${who} it already.`, element.id);
  }
  if (!isCandidate(task, by)) return notEligible(at, by);
  const refused = run.handler(element).onDuty?.(run, at, by);
  if (refused) return refused;
  run.emit({ type: 'taskClaimed', ...of(at), by, assignee: by.userId });
  return undefined;
};

const unclaim: Act<UnclaimTaskInput> = (run, at, { by }) => {
  const { task, element } = at;
  if (task.assignee === undefined) return refusal('not-claimed', `The task ${task.id} is nobody's yet.`, element.id);
  if (!by.privileged && !personsOf(by).includes(task.assignee)) return notEligible(at, by);
  run.emit({ type: 'taskUnclaimed', ...of(at), by });
  return undefined;
};

const delegate: Act<DelegateTaskInput> = (run, at, { by, to, reason }) => {
  const { task, element } = at;
  if (!by.privileged && !mayAct(task, by)) return notEligible(at, by);
  const isVote = task.kind !== undefined;
  if (isVote && by.userId === null) return refusal('no-user', 'A vote or review is handed over by a person.', element.id);
  if (isVote && personsOf(by).includes(to) && !mayAct(task, by)) return notEligible(at, by);
  const refused = run.handler(element).onDuty?.(run, at, { userId: to });
  if (refused) return refused;
  run.emit({ type: 'taskDelegated', ...of(at), by, to, ...(reason === undefined ? {} : { reason }) });
  return undefined;
};

const complete: Act<CompleteTaskInput> = (run, at, input) => {
  const { task, element } = at;
  const { by } = input;
  if (task.kind !== undefined && by.userId === null) {
    const what = task.kind === 'review' ? 'A review is cleared' : 'A vote is given';
    return refusal('no-user', `${what} by a person; send it with a key that has a user.`, element.id);
  }
  const stopped = run.refusedAt(element.index);
  if (stopped) return stopped;
  const isHostsDecision = by.privileged === true && task.kind === undefined;
  if (!isHostsDecision && !mayAct(task, by)) return notEligible(at, by);
  const refused = reserved(run.program, input.variables) ?? run.handler(element).onDuty?.(run, at, by);
  return refused ?? run.handler(element).onTask?.(run, at, input);
};

const remind: Act<RemindTaskInput> = (run, at, { by }) => {
  run.emit({ type: 'taskReminded', ...of(at), by, ...holdersOf(at.task) });
  return undefined;
};

export const taskTakers: Takers = {
  claimTask: onTask(claim),
  unclaimTask: onTask(unclaim),
  delegateTask: onTask(delegate),
  completeTask: onTask(complete),
  remindTask: onTask(remind),
  withdraw,
};

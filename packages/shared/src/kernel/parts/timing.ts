/** `fortnight:timing`: one limit a visit of the element, a reminder before it, and what happens once it passed. */
import type { FlowNode } from '../../model/index.ts';
import type { PeopleAnswer } from '../input.ts';
import type { ProgramElement, TimingPlan } from '../program.ts';
import { having } from '../queries/lookup.ts';
import type { OpenQuestion, OpenTask, Token } from '../state.ts';
import { about } from './about.ts';
import type { Answer } from './ask.ts';
import { askDue, cancelTimers, scheduleTimer } from './ask.ts';
import type { Compiling } from './compiling.ts';
import { findPeople, notesOf, together, unique, withGroups } from './people.ts';
import type { Run } from './run.ts';
import { holdersOf, tasksOf } from './task.ts';
import { compileWhoList, namesOf } from './who.ts';

const actions = ['notify', 'escalate', 'approve', 'reject'] as const;
type Action = (typeof actions)[number];

/** Compiles the limit of an element whose tasks may end by `possible` when they are overdue. */
export function compileTiming(node: FlowNode, compiling: Compiling, possible: readonly Action[]): TimingPlan | undefined {
  const { timing } = node.extension;
  if (timing?.limit === undefined) return undefined;
  const duration = (text: string, field: string) =>
    text.trim().startsWith('=') ? compiling.expression(text, node.id, `timing.${field}`) : text.trim();
  const overdue = actions.find((known) => known === (timing.overdue ?? 'notify'));
  if (overdue === undefined || !possible.includes(overdue)) {
    const message = `The overdue rule of ${node.name ?? node.id} is "${timing.overdue}"; expected ${possible.join(', ')}.`;
    compiling.problem({ code: 'overdue-unknown', severity: 'error', elementId: node.id, field: 'timing.overdue', message });
  }
  const limit = duration(timing.limit, 'limit');
  const remind = timing.remind === undefined ? undefined : duration(timing.remind, 'remind');
  const to = compileWhoList(timing.to, node, 'timing.to', compiling);
  const calendar = timing.calendar ?? compiling.process.extension.process.calendar;
  if (limit === undefined || overdue === undefined) return undefined;
  return { limit, overdue, to, ...(remind === undefined ? {} : { remind }), ...(calendar === undefined ? {} : { calendar }) };
}

/** The first tasks are open: asks when their time is up; after an incident, goes on where it stopped. */
export function startTiming(run: Run, token: Token, element: ProgramElement): void {
  const { timing } = element.plan;
  // Boundary events hold questions and timers with the same token.
  const isOwn = (held: { readonly element: number }): boolean => held.element === element.index;
  if (!timing || having(run.draft.questions, 'token', token.id).some(isOwn)) return;
  const timers = having(run.draft.timers, 'token', token.id).filter(isOwn);
  const limitTimer = timers.find(({ purpose }) => purpose === 'limit');
  if (limitTimer) {
    if (timers.length === 1) askReminder(run, token, element, timing, limitTimer.dueAt);
    return;
  }
  if (tasksOf(run, token).some(({ dueAt }) => dueAt !== undefined)) {
    passLimit(run, token, element);
    return;
  }
  const limit = durationOf(run, token, timing.limit);
  if (limit === undefined) return;
  askDue(run, { token, element, about: 'limit' }, [{ from: run.from, duration: limit, ...calendarOf(timing) }]);
}

/** Takes an answer that timing asked for; false where the question was somebody else's. */
export function onTimingAnswer(run: Run, question: OpenQuestion, token: Token, element: ProgramElement, answer: Answer): boolean {
  const { timing } = element.plan;
  if (!timing) return false;
  if (answer.kind === 'people') {
    if (question.about !== 'overdue') return false;
    overdue(run, token, element, withGroups(escalationNames(run, token, timing), answer.answers));
    return true;
  }
  const [dueAt] = answer.dueAts;
  if (typeof dueAt !== 'number') {
    const message = `When the time of ${element.name ?? element.id} is up can't be said: ${answer.note ?? 'no moment was answered.'}`;
    run.raise(token, 'due-not-known', message, 'work');
  } else if (question.about === 'limit') setLimit(run, token, element, timing, dueAt);
  else if (dueAt > run.at) scheduleTimer(run, { token, element, purpose: 'reminder', dueAt });
  return true;
}

function setLimit(run: Run, token: Token, element: ProgramElement, timing: TimingPlan, dueAt: number): void {
  for (const task of tasksOf(run, token)) setDue(run, token, element, task.id, dueAt);
  scheduleTimer(run, { token, element, purpose: 'limit', dueAt });
  askReminder(run, token, element, timing, dueAt);
}

/** Counted back from the limit; where that moment is over, nobody is reminded. */
function askReminder(run: Run, token: Token, element: ProgramElement, timing: TimingPlan, limitAt: number): void {
  if (timing.remind === undefined) return;
  const before = durationOf(run, token, timing.remind);
  if (before === undefined) return;
  askDue(run, { token, element, about: 'remind' }, [{ from: limitAt, duration: `-${before}`, ...calendarOf(timing) }]);
}

/** Tells a task its due time: the element's. */
export function setDue(run: Run, token: Token, element: ProgramElement, taskId: string, dueAt: number): void {
  const { timing } = element.plan;
  const limit = timing && durationOf(run, token, timing.limit);
  if (!timing || limit === undefined) return;
  run.emit({ type: 'taskDueSet', ...about(element), taskId, dueAt, limit, ...calendarOf(timing) });
}

/** Tasks and limits that no longer matter. */
export function endTasks(run: Run, token: Token, element: ProgramElement, cause: string): void {
  for (const task of tasksOf(run, token)) run.emit({ type: 'taskCancelled', ...about(element), taskId: task.id, cause });
  cancelTimers(run, token.id, 'limit');
  cancelTimers(run, token.id, 'reminder');
}

/** The reminder's timer fired. */
export function remindHolders(run: Run, token: Token, element: ProgramElement): void {
  for (const task of tasksOf(run, token))
    run.emit({ type: 'taskReminded', ...about(element), taskId: task.id, ...holdersOf(task) });
}

/** The limit's timer fired: whom it is told to is found first. */
export function passLimit(run: Run, token: Token, element: ProgramElement): void {
  const { timing } = element.plan;
  if (!timing) return;
  const found = findPeople(run, { token, element, about: 'overdue' }, escalationNames(run, token, timing));
  if (found) overdue(run, token, element, found);
}

function overdue(run: Run, token: Token, element: ProgramElement, told: readonly PeopleAnswer[]): void {
  const action = element.plan.timing?.overdue ?? 'notify';
  const others = together(told);
  for (const task of tasksOf(run, token)) {
    const holders = holdersOf(task);
    const tell = action === 'notify' ? others : { users: [], groups: [] };
    const users = unique([...holders.users, ...tell.users]);
    const groups = unique([...holders.groups, ...tell.groups]);
    run.emit({ type: 'taskOverdue', ...about(element), taskId: task.id, action, users, groups });
    if (action === 'escalate') escalate(run, element, task, others);
  }
  if (action === 'escalate' && others.users.length + others.groups.length === 0) {
    const message = `${element.name ?? element.id} is overdue and escalates to nobody: ${notesOf(told) || 'its timing names nobody.'}`;
    run.raise(token, 'nobody-found', message, 'work');
  }
  if (action === 'approve' || action === 'reject') run.handler(element).onOverdue?.(run, token, element, action);
}

/** More people may take it; who had it may still, but no longer alone. */
function escalate(
  run: Run,
  element: ProgramElement,
  task: OpenTask,
  to: { readonly users: readonly string[]; readonly groups: readonly string[] },
): void {
  if (to.users.length + to.groups.length === 0) return;
  if (task.assignee !== undefined) run.emit({ type: 'taskUnclaimed', ...about(element), taskId: task.id, by: { userId: null } });
  run.emit({ type: 'taskEscalated', ...about(element), taskId: task.id, ...to });
}

const calendarOf = ({ calendar }: TimingPlan) => (calendar === undefined ? {} : { calendar });
const escalationNames = (run: Run, token: Token, { to }: TimingPlan): readonly string[] =>
  to.flatMap((who) => namesOf(run, run.scopeIdOf(token), who));

/** An ISO 8601 text; an incident and nothing where its expression gives none. */
function durationOf(run: Run, token: Token, duration: TimingPlan['limit']): string | undefined {
  if (typeof duration === 'string') return duration;
  const answer = run.evaluate(duration, run.scopeIdOf(token));
  if (answer.ok && typeof answer.value === 'string') return answer.value;
  const found = answer.ok ? JSON.stringify(answer.value) : answer.message;
  run.raise(token, 'expression-failed', `A time limit is a duration such as PT24H; found ${found}.`, 'work');
  return undefined;
}

/** User and manual tasks: open a task for people and wait until somebody completes it (BPMN 2.0.2, 10.3.3, 10.3.4 and 13.3.3). */

import type { Expression } from '../../expression/index.ts';
import type { FlowNode } from '../../model/index.ts';
import type { CompleteTaskInput, PeopleAnswer, Rejection } from '../input.ts';
import { about } from '../parts/about.ts';
import type { Compiling } from '../parts/compiling.ts';
import { isComputed } from '../parts/computed.ts';
import { complete } from '../parts/leave.ts';
import { findPeople, notesOf, together, withGroups } from '../parts/people.ts';
import { assignmentOf } from '../parts/performers.ts';
import { refusal } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import type { TaskAt } from '../parts/task.ts';
import { openTask, tasksOf } from '../parts/task.ts';
import { compileTiming, onTimingAnswer, startTiming } from '../parts/timing.ts';
import { asName, textsIn } from '../parts/who.ts';
import type { ProgramElement, TaskPlan } from '../program.ts';
import type { Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';

export const userTask: ElementHandler = {
  extensions: ['assignment', 'form', 'timing', 'inputs', 'outputs', 'loop'],
  leaves: 'each',
  mayLoop: true,
  compile(node, compiling) {
    const timing = compileTiming(node, compiling, ['notify', 'escalate']);
    const assigned = { ...node, extension: { ...node.extension, assignment: assignmentOf(node, compiling) } };
    return { task: compileTask(assigned, compiling), ...(timing ? { timing } : {}) };
  },
  work(run, token, element) {
    if (tasksOf(run, token).length > 0) {
      startTiming(run, token, element);
      return;
    }
    const names = candidatesOf(run, token, element);
    if (!names) return;
    const found = findPeople(run, { token, element, about: 'candidates' }, names.flatMap(asked));
    if (found) offer(run, token, element, names, found);
  },
  onAnswer(run, question, token, element, answer) {
    if (onTimingAnswer(run, question, token, element, answer) || answer.kind !== 'people') return;
    const names = candidatesOf(run, token, element);
    if (names) offer(run, token, element, names, withGroups(names.flatMap(asked), answer.answers));
  },
  onTask: completePlain,
};

/** Where a name may be a person of the case's or only the host can tell who it is. */
interface Name {
  readonly text: string;
  readonly isAssignee: boolean;
}
/** A plain user id is nobody's question; an e-mail, a role, a manager is. */
const isKnown = (text: string): boolean => !/[@:]/.test(text);
const asked = ({ text }: Name): readonly string[] => (isKnown(text) ? [] : [asName(text)]);

export function compileTask(node: FlowNode, compiling: Compiling): TaskPlan {
  const { assignee, users = [], groups = [], strategy, priority } = node.extension.assignment ?? {};
  const field = (name: string): string => `assignment.${name}`;
  if (strategy !== undefined && strategy !== 'none' && strategy !== 'claim')
    compiling.refuse(node, `the assignment strategy "${strategy}"`, field('strategy'));
  const value = (text: string, name: string): string | Expression =>
    isComputed(text) ? (compiling.expression(text, node.id, field(name)) ?? text) : text;
  // A list that is one expression was split at its commas.
  const list = (texts: readonly string[], name: string): readonly string[] | Expression =>
    (texts.some(isComputed) ? compiling.expression(texts.join(', '), node.id, field(name)) : undefined) ?? texts;
  const weight = priority === undefined ? undefined : value(priority, 'priority');
  if (typeof weight === 'string' && !isComputed(weight) && Number.isNaN(Number(weight))) {
    const message = `The priority of ${node.name ?? node.id} is "${weight}"; expected a number or an expression.`;
    compiling.problem({ code: 'priority-no-number', severity: 'error', elementId: node.id, field: field('priority'), message });
  }
  return {
    users: list(users, 'users'),
    groups: list(groups, 'groups'),
    ...(assignee === undefined ? {} : { assignee: value(assignee, 'assignee') }),
    ...(node.extension.form === undefined ? {} : { formRef: node.extension.form.ref }),
    ...(weight === undefined ? {} : { priority: typeof weight === 'string' ? Number(weight) : weight }),
  };
}

/** Whom the model names for this visit, groups written `group:`; an incident and nothing where an expression fails. */
function candidatesOf(run: Run, token: Token, element: ProgramElement): readonly Name[] | undefined {
  const { task } = element.plan;
  const isAskedFor = task && (task.assignee !== undefined || isWritten(task.users) || isWritten(task.groups));
  if (!isAskedFor) return [];
  const texts = (of: TaskPlan['users'] | TaskPlan['assignee']): readonly string[] | undefined => {
    if (of === undefined || typeof of === 'string') return of === undefined ? [] : [of];
    if (!('root' in of)) return of;
    const answer = run.evaluate(of, run.scopeIdOf(token));
    if (answer.ok) return textsIn(answer.value);
    run.raise(token, 'expression-failed', `Who does ${element.name ?? element.id} can't be said: ${answer.message}`, 'work');
    return undefined;
  };
  const [assignees, users, groups] = [texts(task.assignee), texts(task.users), texts(task.groups)];
  if (!assignees || !users || !groups) return undefined;
  const names = [
    ...assignees.map((text) => ({ text, isAssignee: true })),
    ...users.map((text) => ({ text, isAssignee: false })),
    ...groups.map((group) => ({ text: group.includes(':') ? group : `group:${group}`, isAssignee: false })),
  ];
  if (names.length > 0) return names;
  const message = `The assignment of ${element.name ?? element.id} names nobody; set the variable that it reads.`;
  run.raise(token, 'nobody-found', message, 'work', { reads: readsOf(task) });
  return undefined;
}

/** Setting one of these may find somebody. */
const readsOf = ({ assignee, users, groups }: Partial<TaskPlan> = {}): readonly string[] => [
  ...new Set([assignee, users, groups].flatMap((part) => (typeof part === 'object' && 'root' in part ? part.reads : []))),
];

const isWritten = (list: TaskPlan['users']): boolean => 'root' in list || list.length > 0;

function offer(run: Run, token: Token, element: ProgramElement, names: readonly Name[], answers: readonly PeopleAnswer[]): void {
  let next = 0;
  const found = names.map(({ text, isAssignee }) => ({
    isAssignee,
    answer: isKnown(text) ? { users: [text], groups: [] } : (answers[next++] ?? { users: [], groups: [] }),
  }));
  const { users, groups } = together(found.map(({ answer }) => answer));
  if (names.length > 0 && users.length + groups.length === 0) {
    const message = `Nobody is found for ${element.name ?? element.id}: ${notesOf(answers) || 'the directory knows none of them.'}`;
    run.raise(token, 'nobody-found', message, 'work', { reads: readsOf(element.plan.task) });
    return;
  }
  const assignees = together(found.flatMap(({ isAssignee, answer }) => (isAssignee ? [answer] : []))).users;
  const assignee = assignees.length === 1 ? assignees[0] : undefined;
  openTask(run, token, element, {
    kind: 'task',
    outcomes: [],
    candidateUsers: users.filter((user) => user !== assignee),
    candidateGroups: groups,
    ...(assignee === undefined ? {} : { assignee }),
  });
  startTiming(run, token, element);
}

function completePlain(run: Run, { task, token, element }: TaskAt, input: CompleteTaskInput): Rejection | undefined {
  const { by, comment, outcome, variables } = input;
  if (outcome !== undefined)
    return refusal('unknown-outcome', `The task ${task.id} has no outcomes; found "${outcome}", leave it out.`, element.id);
  if (input.to !== undefined || input.evidence?.length) {
    const [code, what] =
      input.to === undefined ? ['unknown-evidence', 'asks for no evidence'] : ['unknown-target', 'sends nothing back'];
    return refusal(code, `The task ${task.id} (${element.name ?? element.id}) ${what}; leave it out.`, element.id);
  }
  const where = { ...about(element), taskId: task.id };
  run.emit({ type: 'taskCompleted', ...where, kind: 'task', by, ...(comment === undefined ? {} : { comment }) });
  complete(run, token, variables, by);
  return undefined;
}

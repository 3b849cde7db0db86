/** User and manual tasks: open a task for people and wait until somebody completes it. */
import type { ElementHandler } from './handler.ts';

export const userTask: ElementHandler = {
  extensions: ['assignment', 'form', 'inputs', 'outputs'],
  leaves: 'each',
  compile(node, compiling) {
    const { assignee, users = [], groups = [], strategy, priority } = node.extension.assignment ?? {};
    const refuse = (field: string, found: string): void => compiling.refuse(node, `${field} "${found}"`, `assignment.${field}`);
    if (strategy !== undefined && strategy !== 'none' && strategy !== 'claim') refuse('strategy', strategy);
    if (priority !== undefined) refuse('priority', priority);
    const isFeel = assignee?.startsWith('=');
    for (const person of isFeel || assignee === undefined ? users : [assignee, ...users])
      if (person.includes('@') || person.startsWith('=')) refuse('person', person);
    const who = isFeel && assignee ? compiling.expression(assignee, node.id, 'assignment.assignee') : assignee;
    const form = node.extension.form === undefined ? {} : { formRef: node.extension.form.ref };
    return { task: { users, groups, ...form, ...(who === undefined ? {} : { assignee: who }) } };
  },
  work(run, token, element) {
    const { task } = element.plan;
    if (!task) return;
    let assignee: string | undefined;
    if (typeof task.assignee === 'string') assignee = task.assignee;
    else if (task.assignee) {
      const answer = run.evaluate(task.assignee, run.scopeIdOf(token));
      if (!answer.ok) return run.raise(token, 'expression-failed', `The assignee failed: ${answer.message}`, 'work');
      if (typeof answer.value !== 'string')
        return run.raise(token, 'nobody-found', 'The assignee is not a user id; set the variable that it reads.', 'work');
      assignee = answer.value;
    }
    run.emit({
      type: 'taskOpened',
      elementId: element.id,
      elementKind: element.kind,
      taskId: `t${run.nextSeq}`,
      tokenId: token.id,
      kind: 'task',
      candidateUsers: task.users,
      candidateGroups: task.groups,
      outcomes: [],
      ...(element.name === undefined ? {} : { name: element.name }),
      ...(assignee === undefined ? {} : { assignee }),
      ...(task.formRef === undefined ? {} : { formRef: task.formRef }),
      ...(token.loopCounter === undefined ? {} : { loopCounter: token.loopCounter }),
      ...(token.requestedBy === undefined ? {} : { requestedBy: token.requestedBy }),
    });
  },
};

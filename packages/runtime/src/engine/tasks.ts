/** Work for people. */
import type {
  Comment,
  CompleteTask,
  CreateComment,
  DelegateTask,
  ListTasksQuery,
  Page,
  Task,
  TaskDetail,
  TaskDraft,
} from '@fortnight/shared/contract';
import type { Actor } from '@fortnight/shared/kernel';
import type { Principal } from '../access/index.ts';
import { actorForTask, actorOf, type Reader } from './actor.ts';
import { advance, type Command } from './advance.ts';
import { attachFiles, filesIn } from './attach-files.ts';
import { addComment } from './comments.ts';
import { checkForm } from './form-check.ts';
import type { EngineReads, EngineTransaction, TaskFilter } from './host.ts';
import { splitId } from './ids.ts';
import { pageOf } from './instances.ts';
import type { Knowledge } from './knowledge.ts';
import { assertMayRemind } from './own-case.ts';
import type { InstanceRecord, TaskRecord } from './records.ts';
import { EngineRefused, notFound } from './refusal.ts';
import type { Runner } from './runner.ts';
import type { VersionSheet } from './sheet.ts';
import { instant } from './views/instance.ts';
import { taskOf, visibleVariables } from './views/task.ts';
import { taskCapabilities } from './views/task-capabilities.ts';
import { detailOf } from './views/task-detail.ts';
import { mayRead, sightOf } from './visibility.ts';

type Reads = Pick<EngineReads, 'takesPart' | 'processOf'> & {
  readonly tasks: { get(id: string): TaskRecord | undefined };
  readonly instances: { get(id: string): InstanceRecord | undefined };
};

interface ActedOn {
  readonly tx: EngineTransaction;
  readonly task: TaskRecord;
  readonly record: InstanceRecord;
  readonly sheet: VersionSheet;
  readonly reader: Reader;
}

/** A task of a case that the reader may read, with its case. Errors: 404. */
export function readableTask(reads: Reads, reader: Reader, id: string): { task: TaskRecord; record: InstanceRecord } {
  const task = reads.tasks.get(id);
  const record = task && reads.instances.get(task.instanceId);
  if (!record || !mayRead(reads, reader, record)) throw notFound('task', id);
  return { task, record };
}

export function createTasks(runner: Runner) {
  const { host, versions } = runner;
  const contextOf = (sheet: VersionSheet, record: InstanceRecord) => ({
    sheet,
    record,
    at: runner.now(),
    calendars: runner.calendars(),
    reads: host.reads,
    stops: runner.stops,
  });

  /** One person's act on a task that is open. */
  const act = async (by: Principal, id: string, make: (taskId: string, actor: Actor, at: ActedOn) => Command): Promise<Task> => {
    const reader = await runner.reader(by);
    const { localId } = splitId('task', id);
    return runner.command((tx, knowledge) => {
      assertNotOver(tx, reader, id);
      const { task, record } = readableTask(tx, reader, id);
      assertOpen(task);
      const sheet = knowledge.versions.inMemory(record.versionId);
      const command = make(localId, actorForTask(reader, task), { tx, task, record, sheet, reader });
      const after = advance(tx, knowledge, record, command);
      return taskOf(tx.tasks.get(id) ?? task, contextOf(sheet, after.record));
    });
  };

  const getTask = async (by: Principal, id: string): Promise<TaskDetail> => {
    const reader = await runner.reader(by);
    const { task, record } = readableTask(host.reads, reader, id);
    const sheet = await versions.get(record.versionId);
    return detailOf({ task, reader, ...contextOf(sheet, record) });
  };

  return {
    getTask,

    async listTasks(by: Principal, query: ListTasksQuery): Promise<Page<Task>> {
      const reader = await runner.reader(by);
      const { items, nextCursor } = listFor(host.reads, reader, query);
      const cases = new Map<string, InstanceRecord | undefined>();
      const tasks: Task[] = [];
      for (const task of items) {
        if (!cases.has(task.instanceId)) cases.set(task.instanceId, host.reads.instances.get(task.instanceId));
        const record = cases.get(task.instanceId);
        if (record) tasks.push(taskOf(task, contextOf(await versions.get(task.versionId), record)));
      }
      return { items: tasks, nextCursor };
    },

    claimTask: (by: Principal, id: string): Promise<Task> =>
      act(by, id, (taskId, actor) => ({ type: 'claimTask', taskId, by: actor })),

    unclaimTask: (by: Principal, id: string): Promise<Task> =>
      act(by, id, (taskId, actor) => ({ type: 'unclaimTask', taskId, by: asAdmin(actor, by) })),

    completeTask: (by: Principal, id: string, body: CompleteTask): Promise<Task> =>
      act(by, id, (taskId, actor, { tx, task, record, sheet }) => {
        const { outcome, to, comment, variables, evidence } = body;
        checkTaskForm(task, record, sheet, body, runner.now());
        const proofs = evidence?.map(({ fileId }) => fileId) ?? [];
        attachFiles(tx, by, record.id, [...proofs, ...filesIn(sheet, variables ?? {})]);
        return {
          type: 'completeTask',
          taskId,
          by: actor,
          ...(outcome !== undefined && { outcome }),
          ...(to !== undefined && { to }),
          ...(body.return !== undefined && { return: body.return }),
          ...(comment !== undefined && { comment }),
          ...(variables && { variables }),
          ...(evidence && { evidence }),
        };
      }),

    delegateTask: (by: Principal, id: string, { to, reason }: DelegateTask): Promise<Task> =>
      runner.reader(by).then((reader) =>
        act(by, id, (taskId, actor) => {
          if (!reader.directory.users.some((user) => user.id === to && user.isActive))
            throw new EngineRefused(422, 'user-not-found', `Expected the id of an active user to hand over to; found "${to}".`, {
              to,
            });
          return { type: 'delegateTask', taskId, by: asAdmin(actor, by), to, ...(reason !== undefined && { reason }) };
        }),
      ),

    remindTask: (by: Principal, id: string): Promise<Task> =>
      act(by, id, (taskId, _actor, { tx, record, reader }) => {
        assertMayRemind(tx, reader, record);
        return { type: 'remindTask', taskId, by: actorOf(by) };
      }),

    async commentTask(by: Principal, id: string, body: CreateComment): Promise<Comment> {
      const reader = await runner.reader(by);
      return runner.command((tx, knowledge) => {
        const { task } = readableTask(tx, reader, id);
        return addComment(tx, knowledge, by, { ...body, instanceId: task.instanceId, taskId: id });
      });
    },

    async saveTaskDraft(by: Principal, id: string, draft: TaskDraft): Promise<TaskDetail> {
      const reader = await runner.reader(by);
      await runner.command((tx, { at }: Knowledge) => {
        const { task } = readableTask(tx, reader, id);
        assertOpen(task);
        if (!taskCapabilities(task, reader, false).includes('draft'))
          throw new EngineRefused(403, 'not-eligible', `Only who may do the task ${id} saves a draft of it.`, { id });
        tx.tasks.update(id, { draft: { ...draft, savedAt: instant(at) } });
      });
      return getTask(by, id);
    },
  };
}

/** Who might have taken a task hears that it is over, though the case is no longer theirs to read. */
function assertNotOver(reads: Reads, reader: Reader, id: string): void {
  const task = reads.tasks.get(id);
  if (!task || task.state === 'open') return;
  const { candidateUsers, candidateGroups } = task;
  const record = reads.instances.get(task.instanceId);
  if (!record || mayRead(reads, reader, record)) return;
  if (candidateUsers.some((one) => reader.userIds.includes(one)) || candidateGroups.some((one) => reader.groups.includes(one)))
    throw new EngineRefused(409, 'task-not-open', `The task ${id} is over; nothing more is to do there.`, {});
}

function assertOpen({ id, state, outcome, completedBy }: TaskRecord): void {
  if (state === 'open') return;
  throw new EngineRefused(409, 'task-not-open', `The task ${id} is ${state} already; nothing more is to do there.`, {
    state,
    ...(outcome !== null && { outcome }),
    ...(completedBy !== null && { completedBy }),
  });
}

/** An admin takes a task from somebody, or hands it over, as the host's decision. */
const asAdmin = (actor: Actor, by: Principal): Actor => (by.roles.includes('admin') ? { ...actor, privileged: true } : actor);

function checkTaskForm(task: TaskRecord, record: InstanceRecord, sheet: VersionSheet, body: CompleteTask, at: number): void {
  const form = task.formRef === null ? undefined : sheet.forms.get(task.formRef);
  if (!form) return;
  const choice = sheet.nodes.get(task.elementId)?.extension.approval?.outcomes.find(({ id }) => id === body.outcome);
  const isComplete = choice === undefined ? body.to === undefined : choice.kind === 'approve';
  const known = visibleVariables(record, task.tokenId);
  checkForm({ form, known, given: body.variables ?? {}, isComplete, at, timeZone: sheet.settings.timeZone });
}

function listFor(reads: EngineReads, reader: Reader, query: ListTasksQuery) {
  const { scope, instanceId } = query;
  const state = query.state ?? (scope === undefined ? undefined : 'open');
  const me = reader.principal.userId ?? '';
  const filter: TaskFilter = {
    sort: query.sort,
    ...(instanceId !== undefined && { instanceId }),
    ...(query.processId !== undefined && { processId: query.processId }),
    ...(query.version !== undefined && { version: query.version }),
    ...(state !== undefined && { state }),
    ...(query.assignee !== undefined && { assignees: [query.assignee === 'me' ? me : query.assignee] }),
    ...(query.group !== undefined && { group: query.group }),
    ...(query.elementId !== undefined && { elementId: query.elementId }),
    ...(query.kind !== undefined && { kind: query.kind }),
    ...(query.search !== undefined && { search: query.search }),
    ...(query.dueBefore !== undefined && { dueBefore: Date.parse(query.dueBefore) }),
    ...(scope === 'mine' && { assignees: reader.userIds }),
    ...(scope === 'groups' && { openTo: { userIds: reader.userIds, groups: reader.groups } }),
  };
  const sight = sightOf(reader);
  if (!sight || scope === 'mine' || scope === 'groups') return reads.listTasks(filter, undefined, pageOf(query));
  const record = instanceId === undefined ? undefined : reads.instances.get(instanceId);
  if (instanceId !== undefined && (!record || !mayRead(reads, reader, record))) return { items: [], nextCursor: null };
  return reads.listTasks(filter, instanceId === undefined ? sight : undefined, pageOf(query));
}

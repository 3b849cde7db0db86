/** Each command of the kernel as the call of the library that makes it. */
import type { Command } from '@fortnight/shared/simulation';
import { principalOf, worker } from './principals.ts';
import type { Standing } from './run.ts';
import type { RuntimeHost } from './runtime-host.ts';

export interface Answer {
  readonly instanceId?: string;
  readonly refused?: string;
  readonly message?: string;
}
interface Where {
  readonly instanceId: string | undefined;
  readonly before: Standing;
}

/** Errors: throws on a command that no call of the library makes. */
export async function sayTo(on: RuntimeHost, command: Command, where: Where): Promise<Answer> {
  on.actsNext('by' in command ? command.by : undefined);
  try {
    return (await call(on, await withFiles(on, command), where)) ?? {};
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'status' in error)
      return { refused: String(error.code), message: error.message };
    throw error;
  } finally {
    on.actsNext(undefined);
  }
}

async function call(on: RuntimeHost, command: Command, { instanceId = '', before }: Where): Promise<Answer | undefined> {
  const { runtime } = on;
  const by = principalOf('by' in command ? command.by : { userId: null }, command.type);
  const idOf = (local: string): string => `${instanceId}~${local}`;
  switch (command.type) {
    case 'start':
      return command.trigger ? startBy(on, command) : { instanceId: (await runtime.startInstance(by, startOf(on, command))).id };
    case 'claimTask':
      return void (await runtime.claimTask(by, idOf(command.taskId)));
    case 'unclaimTask':
      return void (await runtime.unclaimTask(by, idOf(command.taskId)));
    case 'delegateTask': {
      const { to, reason } = command;
      return void (await runtime.delegateTask(by, idOf(command.taskId), { to, reason }));
    }
    case 'completeTask': {
      const { type: _, taskId, by: _by, evidence, ...body } = command;
      return void (await runtime.completeTask(by, idOf(taskId), { ...body, ...(evidence && { evidence: [...evidence] }) }));
    }
    case 'remindTask':
      return void (await runtime.remindTask(by, idOf(command.taskId)));
    case 'withdraw':
      return void (await runtime.withdraw(by, instanceId, { elementId: command.elementId, reason: command.reason }));
    case 'startActivity':
      return void (await runtime.startActivity(by, instanceId, { elementId: command.elementId }));
    case 'setVariables':
      return void (await runtime.setVariables(by, instanceId, { variables: command.variables, reason: command.reason }));
    case 'cancel':
      return void (await runtime.cancelInstance(by, instanceId, { reason: command.reason, lossReason: command.lossReason }));
    case 'suspend':
      return void (await runtime.suspendInstance(by, instanceId, { reason: command.reason }));
    case 'resume':
      return void (await runtime.resumeInstance(by, instanceId));
    case 'resolveIncident':
      return resolve(on, by, idOf(command.incidentId), command.reason);
    case 'deliverMessage':
      return deliver(on, command, before);
    case 'deliverSignal': {
      const { name, variables } = command;
      const { caught } = await runtime.broadcastSignal(worker, { name, ...(variables && { variables }) });
      return caught.length === 0 ? { refused: 'nobody-waits' } : {};
    }
    case 'triggerTimer':
      return trigger(on, command.timerId, before);
    case 'completeJob':
    case 'failJob':
    case 'throwJobError':
      return answerJob(on, command, { id: idOf(command.jobId), before });
    default:
      throw new Error(`expected a command that a call of the library makes; found ${command.type}`);
  }
}

function startOf({ processId }: RuntimeHost, { businessKey, variables }: Extract<Command, { type: 'start' }>) {
  return { processId, ...(businessKey !== undefined && { businessKey }), ...(variables && { variables }) };
}

/** A start by a message or a time: published, or waited for until now. */
async function startBy(on: RuntimeHost, command: Extract<Command, { type: 'start' }>): Promise<Answer> {
  const { trigger: by, variables = {}, businessKey } = command;
  if (by?.kind === 'signal') {
    const { started } = await on.runtime.broadcastSignal(principalOf(command.by, 'start'), { name: by.name ?? '', variables });
    return started[0] ? { instanceId: started[0].instanceId } : { refused: 'nobody-waits' };
  }
  if (by?.kind !== 'message') throw new Error(`expected a start by a message or a signal; found ${by?.kind}`);
  const message = { name: by.name ?? '', variables, ...(businessKey !== undefined && { correlationKey: businessKey }) };
  const { result, started } = await on.runtime.publishMessage(principalOf(command.by, 'start'), message);
  const [first] = started;
  return first ? { instanceId: first.instanceId } : { refused: result };
}

async function resolve(
  { runtime }: RuntimeHost,
  by: ReturnType<typeof principalOf>,
  id: string,
  reason: string | undefined,
): Promise<undefined> {
  await runtime.resolveIncident(by, id, { reason });
}

/** A message goes by its name and key: to the oldest that waits for them. */
async function deliver(
  on: RuntimeHost,
  command: Extract<Command, { type: 'deliverMessage' }>,
  before: Standing,
): Promise<Answer> {
  const opened = before.events.find(
    (event) => event.type === 'subscriptionOpened' && event.subscriptionId === command.subscriptionId,
  );
  if (opened?.type !== 'subscriptionOpened') return { refused: 'nobody-waits' };
  const { messageName: name = '', correlationKey } = opened;
  const { variables, messageId } = command;
  const published = await on.runtime.publishMessage(worker, {
    name,
    ...(correlationKey !== null && { correlationKey }),
    ...(variables && { variables }),
    ...(messageId !== undefined && { messageId: own(on, messageId) }),
  });
  return published.result === 'nobodyWaits' ? { refused: 'nobody-waits' } : {};
}

/** Ids of messages are remembered for a day: each run has its own. */
function own({ names }: RuntimeHost, messageId: string): string {
  const id = `${messageId}-${crypto.randomUUID()}`;
  names.set(id, messageId);
  return id;
}

/** No call fires a timer: it fires once the clock is there, and else not. */
async function trigger({ runtime, now }: RuntimeHost, timerId: string, before: Standing): Promise<Answer> {
  await runtime.tick();
  const timer = before.state?.timers.find(({ id }) => id === timerId);
  if (!timer) return { refused: 'timer-not-open' };
  return timer.dueAt > now() ? { refused: 'timer-not-due' } : {};
}

/** Who says which worker they are holds the job first. */
async function answerJob(
  { runtime }: RuntimeHost,
  command: Extract<Command, { type: 'completeJob' | 'failJob' | 'throwJobError' }>,
  { id, before }: { readonly id: string; readonly before: Standing },
): Promise<undefined> {
  const { type: _type, jobId, ...body } = command;
  const created = before.events.find((event) => event.type === 'jobCreated' && event.jobId === jobId);
  if (command.worker !== undefined && created?.type === 'jobCreated')
    await runtime.activateJobs(
      worker,
      { type: created.jobType, worker: command.worker, maxJobs: 100, timeoutMs: 60_000, waitMs: 0 },
      new AbortController().signal,
    );
  if (command.type === 'completeJob') await runtime.completeJob(worker, id, body);
  else if (command.type === 'failJob') await runtime.failJob(worker, id, { message: command.message, ...body });
  else await runtime.throwJobError(worker, id, { ...body, errorCode: command.errorCode });
}

/** Files that a command names are uploaded before, by who says it. */
async function withFiles(on: RuntimeHost, command: Command): Promise<Command> {
  const text = JSON.stringify(command);
  const named = [...new Set([...text.matchAll(/"fileId":"([^"]*)"/g)].map(([, id]) => id ?? ''))];
  const by = principalOf('by' in command ? command.by : { userId: null }, command.type);
  let written = text;
  for (const name of named) {
    const content = new Blob([name]).stream();
    const { id } = await on.runtime.files.upload(by, { name: `${name}.txt`, type: 'text/plain', content });
    on.names.set(id, name);
    written = written.replaceAll(`"fileId":"${name}"`, `"fileId":"${id}"`);
  }
  return JSON.parse(written);
}

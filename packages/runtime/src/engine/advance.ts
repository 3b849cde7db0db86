/** One step of one case inside a command: load, step, keep, order what is to follow. */
import type { Effect, Input, StepResult } from '@fortnight/shared/kernel';
import { take } from '@fortnight/shared/simulation';
import { orderCall, tellEnd } from './call-orders.ts';
import { assertNotTooLarge, tooLarge } from './case-size.ts';
import { remark } from './comments.ts';
import type { EngineTransaction } from './host.ts';
import { createId, splitId, wireId } from './ids.ts';
import type { Knowledge } from './knowledge.ts';
import { post } from './outbox.ts';
import { type Origin, project, type Stepped } from './projection/project.ts';
import type { InstanceRecord } from './records.ts';
import { EngineRefused, notFound, refusedBy } from './refusal.ts';
import type { VersionSheet } from './sheet.ts';
import { stateOf, takenOver } from './state.ts';

type WithoutAt<T> = T extends Input ? Omit<T, 'at'> : never;
/** An input as the engine makes it: the moment is the command's. */
export type Command = WithoutAt<Input>;

export interface Advanced {
  readonly record: InstanceRecord;
  readonly stepped: Stepped;
}

/** Lets a running case take an input. Errors: refuses what the kernel rejects, and more data than a case holds; nothing is kept then. */
export function advance(tx: EngineTransaction, knowledge: Knowledge, record: InstanceRecord, command: Command): Advanced {
  const { sheet, result, about } = stepOf(knowledge, record, command);
  const advanced = keep(tx, knowledge, sheet, result, about);
  if ('variables' in command) assertNotTooLarge(record, advanced.record.body.length);
  return advanced;
}

/** The same for what comes without anybody waiting for an answer: where the case does not take it, says so and keeps nothing. */
export function tryToAdvance(
  tx: EngineTransaction,
  knowledge: Knowledge,
  record: InstanceRecord,
  command: Command,
): Advanced | EngineRefused {
  const { sheet, result, about } = stepOf(knowledge, record, command);
  if (!result.ok) return refusedBy(result.rejection);
  const bringsData = 'variables' in command && command.variables !== undefined && Object.keys(command.variables).length > 0;
  const refused = bringsData ? tooLarge(record, JSON.stringify(result.state).length) : undefined;
  return refused ?? keep(tx, knowledge, sheet, result, about);
}

/** What an input leads to; nothing is kept yet. */
function stepOf(knowledge: Knowledge, record: InstanceRecord, command: Command) {
  const sheet = knowledge.versions.inMemory(record.versionId);
  const stateBefore = takenOver(sheet.program, stateOf(record));
  const at = Math.max(knowledge.at, stateBefore.at);
  const stops = knowledge.stops.of(sheet);
  const result = take(sheet.program, stateBefore, { ...command, at, ...(stops && { stops }) } as Input, knowledge);
  return { sheet, result, about: { instanceId: record.id, before: record, stateBefore, at } };
}

/** Starts a case. */
export function begin(
  tx: EngineTransaction,
  knowledge: Knowledge,
  sheet: VersionSheet,
  command: Extract<Command, { type: 'start' }>,
  origin: Origin = {},
): Advanced {
  const { at } = knowledge;
  const stops = knowledge.stops.of(sheet);
  const result = take(sheet.program, undefined, { ...command, at, ...(stops && { stops }) }, knowledge);
  return keep(tx, knowledge, sheet, result, {
    instanceId: createId(at),
    before: undefined,
    stateBefore: undefined,
    origin,
    at,
  });
}

export function loadCase(tx: EngineTransaction, id: string): InstanceRecord {
  const record = tx.instances.get(id);
  if (!record) throw notFound('instance', id);
  return record;
}

/** Keeps what a step led to: events, projections, what is to follow. Errors: refuses what the kernel rejected. */
export function keep(
  tx: EngineTransaction,
  knowledge: Knowledge,
  sheet: VersionSheet,
  result: StepResult,
  about: Omit<Stepped, 'state' | 'events'>,
): Advanced {
  if (!result.ok) throw refusedBy(result.rejection);
  const stepped: Stepped = { ...about, state: result.state, events: result.events };
  tx.appendEvents(about.instanceId, about.at, result.events);
  const record = project(tx, sheet, stepped);
  const advanced = { record, stepped };
  for (const effect of result.effects) order(tx, knowledge, record, effect);
  tellEnd(tx, knowledge, record, stepped);
  letGoOn(tx, knowledge, sheet, advanced);
  // What was held back may be due by now.
  if (about.stateBefore?.status === 'suspended') tx.onCommit(() => knowledge.wake({ kind: 'due', at: about.at }));
  tx.onCommit(() => knowledge.wake({ kind: 'change' }));
  return fromBuffer(tx, knowledge, advanced, waitsOf(tx, advanced, result.effects));
}

/** A case that was suspended, or moved to another version, may stand still for a stop that is over, or not of where it is now. */
function letGoOn(tx: EngineTransaction, knowledge: Knowledge, sheet: VersionSheet, { record, stepped }: Advanced): void {
  const { before, stateBefore, state } = stepped;
  if (!before || state.status !== 'active') return;
  const isMoved = before.versionId !== record.versionId;
  if (stateBefore?.status !== 'suspended' && !isMoved) return;
  for (const { id: incidentId, stop, element } of state.incidents) {
    if (stop === undefined || knowledge.stops.at(sheet, sheet.program.elements[element]?.id ?? '')?.id === stop) continue;
    post(tx, knowledge, { kind: 'goOn', instanceId: record.id, target: record, body: { incidentId } });
  }
  if (isMoved && knowledge.stops.list().length > 0) takeUp(tx, knowledge, record);
}

/** What a stop had laid aside is looked at again, and laid aside again where it still meets one. */
function takeUp(tx: EngineTransaction, { at, wake }: Knowledge, { id: instanceId }: InstanceRecord): void {
  tx.hold(instanceId, false);
  const due = tx.timers.find({ instanceId }).filter(({ dueAt }) => dueAt <= at);
  const freed = due.map(({ id }) => id);
  const types = new Set(tx.jobs.find({ instanceId }).map(({ type }) => type));
  tx.onCommit(() => {
    wake({ kind: 'due', at, freed });
    for (const type of types) wake({ kind: 'job', type });
  });
}

/** What a case that is over may still say to others. */
const leavesTheCase: ReadonlySet<Effect['type']> = new Set(['sendMessage', 'broadcastSignal', 'cancelCall', 'escalate']);

/** Writes down what is to happen outside of the case. */
function order(tx: EngineTransaction, knowledge: Knowledge, record: InstanceRecord, effect: Effect): void {
  const { at, wake } = knowledge;
  const { id: instanceId, processId, version, businessKey } = record;
  const isHeld = record.state === 'suspended' ? 1 : 0;
  if (record.endedAt !== null && !leavesTheCase.has(effect.type)) return;
  switch (effect.type) {
    case 'scheduleTimer': {
      const { timerId, elementId, dueAt } = effect;
      tx.timers.insert({ id: wireId(instanceId, timerId), instanceId, elementId, dueAt, isHeld, heldBy: null });
      tx.onCommit(() => wake({ kind: 'due', at: dueAt }));
      return;
    }
    case 'openSubscription': {
      const { subscriptionId, elementId, messageName, signalName = '', correlationKey } = effect;
      const id = wireId(instanceId, subscriptionId);
      const what = { kind: messageName === undefined ? 'signal' : 'message', name: messageName ?? signalName } as const;
      tx.subscriptions.insert({ id, instanceId, processId, elementId, ...what, correlationKey, openedAt: at, isHeld });
      return;
    }
    case 'createJob': {
      const { jobId, elementId, jobType: type, retries, timeoutMs, variables } = effect;
      const id = wireId(instanceId, jobId);
      const free = { createdAt: at, availableAt: at, worker: null, deadlineAt: null, isHeld, heldBy: null };
      tx.jobs.insert({
        id,
        instanceId,
        processId,
        version,
        elementId,
        businessKey,
        type,
        retries,
        timeoutMs,
        variables,
        ...free,
      });
      tx.onCommit(() => wake({ kind: 'job', type }));
      return;
    }
    case 'retryJob': {
      const job = tx.jobs.get(wireId(instanceId, effect.jobId));
      if (job) tx.onCommit(() => wake({ kind: 'job', type: job.type }));
      return;
    }
    case 'sendMessage': {
      const { messageName, correlationKey, variables } = effect;
      post(tx, knowledge, { kind: 'message', instanceId, body: { messageName, correlationKey, variables } });
      return;
    }
    case 'broadcastSignal': {
      const { signalName, variables } = effect;
      post(tx, knowledge, { kind: 'signal', instanceId, body: { signalName, variables } });
      return;
    }
    case 'callProcess':
    case 'cancelCall':
    case 'escalate':
      orderCall(tx, knowledge, record, effect);
      return;
    case 'notify':
      if (effect.kind === 'copy') tx.addParticipants(instanceId, effect.users, effect.groups);
      return;
    default:
      return;
  }
}

interface Wait {
  readonly subscriptionId: string;
  readonly name: string;
  readonly correlationKey: string | null;
}

/** What the case has begun to wait for: with this command, or again after it was held. */
function waitsOf(tx: EngineTransaction, { record, stepped }: Advanced, effects: readonly Effect[]): readonly Wait[] {
  if (record.state !== 'active') return [];
  if (stepped.stateBefore?.status !== 'suspended')
    return effects.flatMap((effect) =>
      effect.type === 'openSubscription' && effect.messageName !== undefined ? [{ ...effect, name: effect.messageName }] : [],
    );
  return tx.subscriptions
    .find({ instanceId: record.id, kind: 'message' }, { orderBy: 'openedAt' })
    .map(({ id, name, correlationKey }) => ({ subscriptionId: splitId('subscription', id).localId, name, correlationKey }));
}

/**
 * A message that came too early goes to the case as soon as it waits for it.
 *
 * One that the case does not take (a name that the engine alone writes, too much data) refuses nobody's command: whoever
 * sent it was answered long ago. It is dropped, and the case's conversation says so.
 */
function fromBuffer(tx: EngineTransaction, knowledge: Knowledge, advanced: Advanced, waits: readonly Wait[]): Advanced {
  let current = advanced;
  for (const { subscriptionId, name, correlationKey } of waits) {
    if (current.record.state !== 'active') break;
    if (!current.stepped.state.subscriptions.some(({ id }) => id === subscriptionId)) continue;
    const message = tx.bufferedMessage(name, correlationKey, knowledge.at);
    if (!message) continue;
    tx.messages.remove(message.id);
    const { variables, messageId } = message;
    const delivered = tryToAdvance(tx, knowledge, current.record, {
      type: 'deliverMessage',
      subscriptionId,
      variables,
      ...(messageId !== null && { messageId }),
    });
    if (delivered instanceof EngineRefused) {
      remark(
        tx,
        knowledge,
        current.record.id,
        `The message "${name}", which had come before, was not taken: ${delivered.message}`,
      );
      continue;
    }
    const events = [...current.stepped.events, ...delivered.stepped.events];
    current = { record: delivered.record, stepped: { ...delivered.stepped, events } };
  }
  return current;
}

/** Messages: to the case that waits, to a start event, into the buffer, or to nobody. */
import type { JsonObject } from '@fortnight/shared/base';
import type { PublishedMessage, PublishMessage } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { actorOf } from './actor.ts';
import { advance } from './advance.ts';
import type { EngineTransaction } from './host.ts';
import { createId, splitId } from './ids.ts';
import type { Knowledge } from './knowledge.ts';
import { keysOf } from './message-keys.ts';
import type { SubscriptionRecord } from './records.ts';
import { EngineRefused } from './refusal.ts';
import type { Runner } from './runner.ts';
import { startCase } from './start-case.ts';
import { type DrawnStart, drawTriggers, placeOf } from './triggers.ts';

/** A message id counts for at least this long. */
const remembersMs = 24 * 60 * 60 * 1000;

export interface Message {
  readonly name: string;
  readonly correlationKey: string | null;
  readonly variables: JsonObject;
  readonly ttlMs: number;
  readonly messageId: string | null;
}

const nothing = { correlated: [], started: [] };

/**
 * Publishes a message: the oldest case that waits for it gets it, else it starts a case of each process that begins with it, else it is buffered.
 * Without a key it has the one that its content gives, where a version declares how.
 *
 * Errors: 409 `ambiguous-message` when it has no key and several cases wait.
 */
export function publish(tx: EngineTransaction, knowledge: Knowledge, message: Message, by: Principal | null): PublishedMessage {
  const { at } = knowledge;
  const { name, messageId, ttlMs } = message;
  tx.forgetMessages(at);
  if (messageId !== null) {
    const id = `${name}\n${messageId}`;
    if (tx.seenMessages.get(id))
      return {
        result: 'duplicate',
        ...nothing,
        code: 'message-seen',
        reason: `A message "${name}" with the id "${messageId}" was taken already.`,
      };
    tx.seenMessages.insert({ id, expiresAt: at + Math.max(ttlMs, remembersMs) });
  }
  const keys = keysOf(tx, message, at);
  const waiting = waitersOf(tx, name, keys);
  if (keys.length === 0 && waiting.length > 1)
    throw new EngineRefused(
      409,
      'ambiguous-message',
      `Several cases wait for "${name}"; expected a correlation key that says which.`,
      { name },
    );
  const [first] = waiting;
  if (first) {
    deliver(tx, knowledge, first, message);
    const { instanceId, elementId } = first;
    return { result: 'correlated', correlated: [{ instanceId, elementId }], started: [] };
  }
  const keyed = { ...message, correlationKey: keys[0] ?? null };
  const armed = tx.triggers.find({ kind: 'message', name }, { orderBy: 'processId' });
  const started = drawTriggers(knowledge, armed, {
    businessKey: keyed.correlationKey ?? undefined,
    variables: message.variables,
    groups: by?.groups ?? [],
  }).map((start) => startBy(tx, knowledge, keyed, by, start));
  if (started.length > 0) return { result: 'started', correlated: [], started };
  return ttlMs > 0 ? buffer(tx, at, keyed) : nobody(tx, name, keyed.correlationKey);
}

/** Those that a message fits, the oldest first: of any of its keys, or of all where it says none. */
function waitersOf(tx: EngineTransaction, name: string, keys: readonly string[]): SubscriptionRecord[] {
  const oldest = (where: Partial<SubscriptionRecord>) =>
    tx.subscriptions.find({ kind: 'message', name, isHeld: 0, ...where }, { orderBy: 'openedAt', limit: 2 });
  if (keys.length === 0) return oldest({});
  return keys.flatMap((correlationKey) => oldest({ correlationKey })).toSorted((a, b) => a.openedAt - b.openedAt);
}

function deliver(tx: EngineTransaction, knowledge: Knowledge, to: SubscriptionRecord, { variables, messageId }: Message): void {
  const record = tx.instances.get(to.instanceId);
  if (!record) throw new Error(`subscription ${to.id}: its case is not there`);
  advance(tx, knowledge, record, {
    type: 'deliverMessage',
    subscriptionId: splitId('subscription', to.id).localId,
    variables,
    ...(messageId !== null && { messageId }),
  });
}

function startBy(
  tx: EngineTransaction,
  knowledge: Knowledge,
  { name, correlationKey, variables }: Message,
  by: Principal | null,
  { trigger: { versionId, elementId: startEventId, definition }, drawn }: DrawnStart,
): PublishedMessage['started'][number] {
  const { record } = startCase(
    tx,
    knowledge,
    knowledge.versions.inMemory(versionId),
    {
      type: 'start',
      by: by ? actorOf(by) : { userId: null },
      variables,
      startEventId,
      trigger: { kind: 'message', name, ...placeOf({ definition }) },
      ...(correlationKey !== null && { businessKey: correlationKey }),
    },
    () => false,
    { drawn },
  );
  return { instanceId: record.id, processId: record.processId, version: record.version };
}

function buffer(
  tx: EngineTransaction,
  at: number,
  { name, correlationKey, variables, messageId, ttlMs }: Message,
): PublishedMessage {
  const id = createId(at);
  tx.messages.insert({ id, name, correlationKey, variables, messageId, publishedAt: at, expiresAt: at + ttlMs });
  return {
    result: 'buffered',
    ...nothing,
    code: 'message-buffered',
    reason: `Nobody waits for "${name}"${keyText(correlationKey)} yet; it is kept for ${ttlMs} ms.`,
  };
}

function nobody(tx: EngineTransaction, name: string, correlationKey: string | null): PublishedMessage {
  const others = tx.subscriptions.find({ kind: 'message', name }, { orderBy: 'openedAt', limit: 10 });
  const reason =
    others.length === 0
      ? `No case waits for "${name}", and no live version starts with it.`
      : others.every(({ isHeld }) => isHeld === 1)
        ? `The case that waits for "${name}" is suspended.`
        : `No case waits for "${name}"${keyText(correlationKey)}; ${others.length} wait for it with another key.`;
  return {
    result: 'nobodyWaits',
    ...nothing,
    code: others.length === 0 ? 'nobody-waits' : 'other-key-waits',
    reason,
    waiting: others.map(({ processId, elementId, correlationKey: key }) => ({ processId, elementId, correlationKey: key })),
  };
}

const keyText = (key: string | null): string => (key === null ? '' : ` with the key "${key}"`);

export const createMessages = (runner: Runner) => ({
  publishMessage: (by: Principal, body: PublishMessage): Promise<PublishedMessage> =>
    runner.command((tx, knowledge) =>
      publish(
        tx,
        knowledge,
        {
          name: body.name,
          correlationKey: body.correlationKey ?? null,
          variables: body.variables ?? {},
          ttlMs: body.ttlMs ?? 0,
          messageId: body.messageId ?? null,
        },
        by,
      ),
    ),
});

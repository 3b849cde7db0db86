/** What happens with each kind of entry of the outbox; its removal is part of the same command. */
import type { Json, JsonObject } from '@fortnight/shared/base';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import { publish } from './messages.ts';
import type { OutboxRecord } from './records.ts';
import { broadcast, deliverSignal } from './signals.ts';

type Sender = (tx: EngineTransaction, knowledge: Knowledge, entry: OutboxRecord) => void;

const objectOf = (value: Json | undefined): JsonObject => (value ?? {}) as JsonObject;

export const senders: { readonly [K in OutboxRecord['kind']]: Sender } = {
  message(tx, knowledge, { body: { messageName, correlationKey, variables } }) {
    const key = typeof correlationKey === 'string' ? correlationKey : null;
    const message = { name: String(messageName), correlationKey: key, variables: objectOf(variables), ttlMs: 0, messageId: null };
    publish(tx, knowledge, message, null);
  },
  signal(tx, knowledge, { instanceId, body: { signalName, variables } }) {
    broadcast(tx, knowledge, { name: String(signalName), variables: objectOf(variables), thrownBy: instanceId }, null);
  },
  delivery(tx, knowledge, { instanceId, body: { signalName, variables } }) {
    deliverSignal(tx, knowledge, instanceId, { name: String(signalName), variables: objectOf(variables) });
  },
};

/** What happens with each kind of entry of the outbox; its removal is part of the same command. */
import type { Json, JsonObject } from '@fortnight/shared/base';
import { answerCaller, endCalled, startCalled } from './called-cases.ts';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import { publish } from './messages.ts';
import { takeOut } from './outbox.ts';
import type { OutboxRecord } from './records.ts';
import type { Runner } from './runner.ts';
import { broadcast, deliverSignal } from './signals.ts';

type Sender = (tx: EngineTransaction, knowledge: Knowledge, entry: OutboxRecord) => void;

const objectOf = (value: Json | undefined): JsonObject => (value ?? {}) as JsonObject;

const senders: { readonly [K in Exclude<OutboxRecord['kind'], 'call'>]: Sender } = {
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
  cancelCall: endCalled,
  callEnded: answerCaller,
  callEscalated: answerCaller,
};

/** Hands over one entry. A call looks for its version first, which no command can wait for. */
export async function send(runner: Runner, entry: OutboxRecord): Promise<void> {
  const { kind } = entry;
  if (kind === 'call') await startCalled(runner, entry);
  else
    await runner.command((tx, knowledge) => {
      if (takeOut(tx, entry)) senders[kind](tx, knowledge, entry);
    });
}

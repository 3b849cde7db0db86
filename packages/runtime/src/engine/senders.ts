/** What happens with each kind of entry of the outbox; its removal is part of the same command. */
import type { Json, JsonObject } from '@fortnight/shared/base';
import { answerCaller, endCalled, startCalled } from './called-cases.ts';
import { remark } from './comments.ts';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import type { Drawn } from './live-versions.ts';
import { publish } from './messages.ts';
import { post, takeOut } from './outbox.ts';
import type { OutboxRecord } from './records.ts';
import { EngineRefused } from './refusal.ts';
import type { Runner } from './runner.ts';
import { broadcast, deliverSignal, startBySignal } from './signals.ts';
import { goOn } from './stopping/go-on.ts';

type Sender = (tx: EngineTransaction, knowledge: Knowledge, entry: OutboxRecord) => void;

const objectOf = (value: Json | undefined): JsonObject => (value ?? {}) as JsonObject;

const senders: { readonly [K in Exclude<OutboxRecord['kind'], 'call'>]: Sender } = {
  message(tx, knowledge, { body: { messageName, correlationKey, variables } }) {
    const key = typeof correlationKey === 'string' ? correlationKey : null;
    const message = { name: String(messageName), correlationKey: key, variables: objectOf(variables), ttlMs: 0, messageId: null };
    publish(tx, knowledge, message, null);
  },
  signal(tx, knowledge, { instanceId, body: { signalName, variables } }) {
    const signal = { name: String(signalName), variables: objectOf(variables) };
    const { starts } = broadcast(tx, knowledge, { ...signal, thrownBy: instanceId });
    for (const { trigger, drawn } of starts)
      post(tx, knowledge, {
        kind: 'signalStart',
        instanceId,
        body: {
          trigger: trigger.id,
          signalName: signal.name,
          variables: signal.variables,
          ...(drawn && { drawn: { ...drawn } }),
        },
      });
  },
  signalStart(tx, knowledge, { instanceId, body: { trigger, signalName, variables, drawn } }) {
    const signal = { name: String(signalName), variables: objectOf(variables) };
    try {
      startBySignal(tx, knowledge, { triggerId: String(trigger), drawn: drawn as unknown as Drawn | undefined }, signal, null);
    } catch (error) {
      // Refused before anything of the new case was written; it would be refused again, unless a stop ends.
      if (!(error instanceof EngineRefused) || error.code === 'stopped') throw error;
      remark(tx, knowledge, instanceId, `The signal "${signal.name}" did not start what begins with it: ${error.message}`);
    }
  },
  delivery(tx, knowledge, { instanceId, body: { signalName, variables } }) {
    deliverSignal(tx, knowledge, instanceId, { name: String(signalName), variables: objectOf(variables) });
  },
  cancelCall: endCalled,
  goOn(tx, knowledge, { instanceId, body: { incidentId } }) {
    goOn(tx, knowledge, instanceId, String(incidentId));
  },
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

/** Signals: to every case that waits, and a new case of every process that starts with it. */
import type { JsonObject } from '@fortnight/shared/base';
import type { BroadcastedSignal, BroadcastSignal } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { actorOf } from './actor.ts';
import { advance } from './advance.ts';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import { post } from './outbox.ts';
import { EngineRefused } from './refusal.ts';
import type { Runner } from './runner.ts';
import { startCase } from './start-case.ts';
import { placeOf } from './triggers.ts';

interface Signal {
  readonly name: string;
  readonly variables: JsonObject;
}

/**
 * Broadcasts a signal: each case that waits now gets it in a command of its own, so that none can stop another.
 *
 * A suspended case does not listen. `thrownBy` has had it already.
 */
export function broadcast(
  tx: EngineTransaction,
  knowledge: Knowledge,
  { name, variables, thrownBy }: Signal & { readonly thrownBy?: string },
  by: Principal | null,
): Omit<BroadcastedSignal, 'reason'> {
  const waiting = tx.subscriptions
    .find({ kind: 'signal', name, isHeld: 0 }, { orderBy: 'openedAt' })
    .filter(({ instanceId }) => instanceId !== thrownBy);
  for (const instanceId of new Set(waiting.map((subscription) => subscription.instanceId)))
    post(tx, knowledge, { kind: 'delivery', instanceId, body: { signalName: name, variables } });
  const started = tx.triggers.find({ kind: 'signal', name }, { orderBy: 'processId' }).map((trigger) => {
    const { record } = startCase(
      tx,
      knowledge,
      knowledge.versions.inMemory(trigger.versionId),
      {
        type: 'start',
        by: by ? actorOf(by) : { userId: null },
        variables,
        startEventId: trigger.elementId,
        trigger: { kind: 'signal', name, ...placeOf(trigger) },
      },
      () => false,
    );
    return { instanceId: record.id, processId: record.processId };
  });
  return { caught: waiting.map(({ instanceId, elementId }) => ({ instanceId, elementId })), started };
}

/** Gives one case a signal that it waited for; one that went on meanwhile does not wait any more. */
export function deliverSignal(tx: EngineTransaction, knowledge: Knowledge, instanceId: string, signal: Signal): void {
  const record = tx.instances.get(instanceId);
  if (record?.state !== 'active') return;
  try {
    advance(tx, knowledge, record, { type: 'deliverSignal', ...signal });
  } catch (error) {
    if (!(error instanceof EngineRefused && error.code === 'signal-not-awaited')) throw error;
  }
}

export const createSignals = (runner: Runner, sendAll: () => Promise<void>) => ({
  /** Answers once every case that waited has had it. */
  async broadcastSignal(by: Principal, { name, variables = {} }: BroadcastSignal): Promise<BroadcastedSignal> {
    const answer = await runner.command((tx, knowledge) => broadcast(tx, knowledge, { name, variables }, by));
    if (answer.caught.length > 0) await sendAll();
    if (answer.caught.length + answer.started.length > 0) return answer;
    return { ...answer, reason: `No case waits for the signal "${name}", and no live version starts with it.` };
  },
});

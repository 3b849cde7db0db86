/** Signals: to every case that waits, and a new case of every process that starts with it. */
import type { JsonObject } from '@fortnight/shared/base';
import type { BroadcastedSignal, BroadcastSignal } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { actorOf } from './actor.ts';
import { tryToAdvance } from './advance.ts';
import { remark } from './comments.ts';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import type { Drawn } from './live-versions.ts';
import { post } from './outbox.ts';
import { EngineRefused } from './refusal.ts';
import type { Runner } from './runner.ts';
import { startCase } from './start-case.ts';
import { type DrawnStart, drawTriggers, placeOf } from './triggers.ts';

interface Signal {
  readonly name: string;
  readonly variables: JsonObject;
}

/**
 * Broadcasts a signal: each case that waits now gets it in a command of its own, and each process that begins with it
 * starts in one, so that none can stop another.
 *
 * A suspended case does not listen. `thrownBy` has had it already.
 */
export function broadcast(
  tx: EngineTransaction,
  knowledge: Knowledge,
  { name, variables, thrownBy }: Signal & { readonly thrownBy?: string },
): { readonly caught: BroadcastedSignal['caught']; readonly starts: readonly DrawnStart[] } {
  const waiting = tx.subscriptions
    .find({ kind: 'signal', name, isHeld: 0 }, { orderBy: 'openedAt' })
    .filter(({ instanceId }) => instanceId !== thrownBy);
  for (const instanceId of new Set(waiting.map((subscription) => subscription.instanceId)))
    post(tx, knowledge, { kind: 'delivery', instanceId, body: { signalName: name, variables } });
  const armed = tx.triggers.find({ kind: 'signal', name }, { orderBy: 'processId' });
  const starts = drawTriggers(knowledge, armed, { variables, groups: [] });
  return { caught: waiting.map(({ instanceId, elementId }) => ({ instanceId, elementId })), starts };
}

/** Starts what a signal starts; nothing where that is no live start any more. */
export function startBySignal(
  tx: EngineTransaction,
  knowledge: Knowledge,
  { triggerId, drawn }: { readonly triggerId: string; readonly drawn?: Drawn | undefined },
  { name, variables }: Signal,
  by: Principal | null,
): BroadcastedSignal['started'][number] | undefined {
  const trigger = tx.triggers.get(triggerId);
  if (!trigger) return undefined;
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
    { drawn },
  );
  return { instanceId: record.id, processId: record.processId };
}

/** Gives one case a signal that it waited for; one that went on meanwhile does not wait any more. */
export function deliverSignal(tx: EngineTransaction, knowledge: Knowledge, instanceId: string, signal: Signal): void {
  const record = tx.instances.get(instanceId);
  if (record?.state !== 'active') return;
  const delivered = tryToAdvance(tx, knowledge, record, { type: 'deliverSignal', ...signal });
  if (!(delivered instanceof EngineRefused) || delivered.code === 'signal-not-awaited') return;
  remark(tx, knowledge, instanceId, `The signal "${signal.name}" was not taken: ${delivered.message}`);
}

export const createSignals = (runner: Runner, sendAll: () => Promise<void>) => ({
  /** Answers once every case that waited has had it, and every process that it starts has started or refused to. */
  async broadcastSignal(by: Principal, { name, variables = {} }: BroadcastSignal): Promise<BroadcastedSignal> {
    const signal = { name, variables };
    const { caught, starts } = await runner.command((tx, knowledge) => broadcast(tx, knowledge, signal));
    const started: BroadcastedSignal['started'] = [];
    const refused: BroadcastedSignal['refused'] = [];
    for (const { trigger, drawn } of starts) {
      const { id: triggerId, processId } = trigger;
      try {
        const begun = await runner.command((tx, knowledge) => startBySignal(tx, knowledge, { triggerId, drawn }, signal, by));
        if (begun) started.push(begun);
      } catch (error) {
        if (!(error instanceof EngineRefused)) throw error;
        refused.push({ processId, code: error.code, reason: error.message });
      }
    }
    if (caught.length > 0) await sendAll();
    if (caught.length + started.length + refused.length > 0) return { caught, started, refused };
    const reason = `No case waits for the signal "${name}", and no live version starts with it.`;
    return { caught, started, refused, reason };
  },
});

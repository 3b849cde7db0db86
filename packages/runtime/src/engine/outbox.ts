/** What is to leave a case, or to come to one, once its command has committed: at least once. */
import type { JsonObject } from '@fortnight/shared/base';
import type { EngineTransaction } from './host.ts';
import { createId } from './ids.ts';
import type { Knowledge } from './knowledge.ts';
import type { InstanceRecord, OutboxRecord } from './records.ts';

export interface Posting {
  readonly kind: OutboxRecord['kind'];
  /** The case that it comes from; a delivery's is the one that it goes to. */
  readonly instanceId: string;
  /** The case that it goes on with: it waits while that is suspended, and goes when that ends. */
  readonly target?: InstanceRecord;
  readonly body: JsonObject;
}

/** Takes an entry out; false where it went before, or waits with a suspended case or behind a stop. */
export function takeOut(tx: EngineTransaction, { id }: OutboxRecord): boolean {
  const entry = tx.outbox.get(id);
  if (!entry || entry.isHeld === 1) return false;
  tx.outbox.remove(id);
  return true;
}

export function post(tx: EngineTransaction, { at, wake }: Knowledge, { target, ...posting }: Posting): void {
  const isHeld = target?.state === 'suspended' ? 1 : 0;
  const entry = { ...posting, target: target?.id ?? null, isHeld, heldBy: null };
  tx.outbox.insert({ id: createId(at), ...entry, createdAt: at, nextAt: at, attempts: 0, error: null });
  tx.onCommit(() => wake({ kind: 'due', at }));
}

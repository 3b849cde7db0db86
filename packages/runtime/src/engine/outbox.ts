/** What is to leave a case, or to come to one, once its command has committed: at least once. */
import type { JsonObject } from '@fortnight/shared/base';
import type { EngineTransaction } from './host.ts';
import { createId } from './ids.ts';
import type { Knowledge } from './knowledge.ts';
import type { OutboxRecord } from './records.ts';

export interface Posting {
  readonly kind: OutboxRecord['kind'];
  /** The case that it comes from; a delivery's is the one that it goes to. */
  readonly instanceId: string;
  readonly body: JsonObject;
}

export function post(tx: EngineTransaction, { at, wake }: Knowledge, posting: Posting): void {
  tx.outbox.insert({ id: createId(at), ...posting, createdAt: at, nextAt: at, attempts: 0, error: null });
  tx.onCommit(() => wake({ kind: 'due', at }));
}

import { limits } from '@fortnight/shared/contract';
import type { InstanceRecord } from './records.ts';
import { EngineRefused } from './refusal.ts';

/**
 * Refuses data that makes a case larger than everybody who reads it can carry; what makes it smaller is always taken.
 *
 * Cost: nothing, the state is kept as text.
 */
export function assertNotTooLarge(before: InstanceRecord, after: InstanceRecord): void {
  const found = after.body.length;
  if (found <= limits.caseBytes || found <= before.body.length) return;
  throw new EngineRefused(
    422,
    'case-too-large',
    `The case would hold ${found} bytes; at most ${limits.caseBytes} are allowed. Send less, or set variables that it does not need to null.`,
    { found, limit: limits.caseBytes },
  );
}

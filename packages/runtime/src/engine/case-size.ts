import { limits } from '@fortnight/shared/contract';
import type { InstanceRecord } from './records.ts';
import { EngineRefused } from './refusal.ts';

/**
 * Refuses data that makes a case larger than everybody who reads it can carry; what makes it smaller is always taken.
 *
 * `found` is the length of its state as text.
 */
export function tooLarge(before: InstanceRecord, found: number): EngineRefused | undefined {
  if (found <= limits.caseBytes || found <= before.body.length) return undefined;
  return new EngineRefused(
    422,
    'case-too-large',
    `The case would hold ${found} bytes; at most ${limits.caseBytes} are allowed. Send less, or set variables that it does not need to null.`,
    { found, limit: limits.caseBytes },
  );
}

export function assertNotTooLarge(before: InstanceRecord, found: number): void {
  const refused = tooLarge(before, found);
  if (refused) throw refused;
}

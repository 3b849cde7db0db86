/** The keys that messages say themselves, by the correlation properties that published versions declare. */
import { sha256Hex, toCanonicalJson } from '@fortnight/shared/base';
import { keyOfContent } from '@fortnight/shared/kernel';
import type { EngineTransaction } from './host.ts';
import type { CorrelationRecord, MessageRecord } from './records.ts';
import type { VersionSheet } from './sheet.ts';

/** Keeps what a version declares: cases of it may wait for such messages as long as there are any. */
export function rememberCorrelations(tx: EngineTransaction, { program }: VersionSheet): void {
  for (const { messageName: name, properties } of program.correlations ?? []) {
    const correlation: Omit<CorrelationRecord, 'id'> = { name, properties, timeZone: program.timeZone ?? null };
    const id = sha256Hex(toCanonicalJson(correlation));
    if (!tx.correlations.get(id)) tx.correlations.insert({ id, ...correlation });
  }
}

/** The key that came with a message, else those that its content gives, each once. */
export function keysOf(
  tx: EngineTransaction,
  { name, correlationKey, variables }: Pick<MessageRecord, 'name' | 'correlationKey' | 'variables'>,
  at: number,
): readonly string[] {
  if (correlationKey !== null) return [correlationKey];
  const keys = tx.correlations.find({ name }).flatMap(({ properties, timeZone }) => {
    return keyOfContent(properties, variables, { at, ...(timeZone !== null && { timeZone }) }) ?? [];
  });
  return [...new Set(keys)];
}

/** A second person of the role risk lets a case pass by checkpoints that it owes: asked for, granted and used on record. */
import type { GrantOverride, Override } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { EngineTransaction } from '../host.ts';
import { createId, splitId, wireId } from '../ids.ts';
import type { Knowledge } from '../knowledge.ts';
import type { InstanceRecord, OverrideRecord } from '../records.ts';
import { EngineRefused, notFound } from '../refusal.ts';
import { instant, instantOrNull } from '../views/instance.ts';

export const overrideOf = ({ at, usedAt, checkpoints, ...record }: OverrideRecord): Override => ({
  ...record,
  checkpoints: [...checkpoints],
  at: instant(at),
  usedAt: instantOrNull(usedAt),
});

/** Errors: refuses whoever is no person of the role risk, and a case that is over. */
export function grant(
  tx: EngineTransaction,
  { at, wake }: Knowledge,
  by: Principal,
  { id: instanceId, endedAt, state }: InstanceRecord,
  { checkpoints, reason }: GrantOverride,
): Override {
  const { userId } = by;
  if (!by.roles.includes('risk') || userId === null)
    throw new EngineRefused(
      403,
      'risk-only',
      'An override is granted by a person with the role risk, whose name stands on record.',
    );
  if (endedAt !== null)
    throw new EngineRefused(409, 'instance-ended', `The case is ${state}; it is moved no more.`, { instanceId });
  const own = { checkpoints: [...new Set(checkpoints)], by: userId, reason, at };
  const record = { id: wireId(instanceId, createId(at)), instanceId, ...own, usedAt: null, usedBy: null };
  tx.overrides.insert(record);
  tx.appendNote('override', instanceId, at, { ...record });
  tx.onCommit(() => wake({ kind: 'change' }));
  return overrideOf(record);
}

/**
 * Takes an override for what a case owes; once, and never by who granted it.
 *
 * Errors: refuses (404, 403, 409) one that is not of this case, is the caller's own, was used, or names other checkpoints, and a
 * caller who is no person.
 */
export function use(
  tx: EngineTransaction,
  { at }: Pick<Knowledge, 'at'>,
  by: Principal,
  instanceId: string,
  { overrideId, owed }: { readonly overrideId: string; readonly owed: readonly string[] },
): { readonly by: string; readonly reason: string } {
  const record = splitId('override', overrideId).instanceId === instanceId ? tx.overrides.get(overrideId) : undefined;
  if (!record) throw notFound('override', overrideId);
  if (by.userId === null)
    throw new EngineRefused(
      403,
      'person-needed',
      'An override is used by a person, so that two people answer for it: sign in, or use a key that belongs to a person.',
      { overrideId },
    );
  if (record.by === by.userId)
    throw new EngineRefused(
      403,
      'same-person',
      'Expected somebody else than who granted the override: two people answer for it.',
      {
        overrideId,
      },
    );
  if (record.usedAt !== null)
    throw new EngineRefused(409, 'override-used', 'The override was used already; ask for another.', { overrideId });
  const missing = owed.filter((id) => !record.checkpoints.includes(id));
  if (missing.length > 0)
    throw new EngineRefused(
      409,
      'override-too-narrow',
      `The override is for ${record.checkpoints.join(', ')}; the case would also pass by ${missing.join(', ')}.`,
      { checkpoints: missing },
    );
  tx.overrides.update(overrideId, { usedAt: at, usedBy: by.userId });
  return { by: record.by, reason: record.reason };
}

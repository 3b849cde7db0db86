/** How a case starts: who may, on which version, under which key. */
import type { Principal } from '../access/index.ts';
import { type Advanced, begin, type Command } from './advance.ts';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import type { Origin } from './projection/project.ts';
import type { InstanceRecord } from './records.ts';
import { EngineRefused } from './refusal.ts';
import type { VersionSheet } from './sheet.ts';
import { mayManage } from './visibility.ts';

export function assertMayStart(tx: EngineTransaction, by: Principal, sheet: VersionSheet): void {
  const { candidateStarters } = sheet.settings;
  if (candidateStarters.length === 0 || by.roles.includes('worker') || mayManage(tx, by, sheet.processId)) return;
  if (!candidateStarters.some((group) => by.groups.includes(group)))
    throw new EngineRefused(
      403,
      'may-not-start',
      `Cases of ${sheet.name} are started by members of ${candidateStarters.join(', ')}; you are in ${by.groups.join(', ') || 'no group'}.`,
      { expected: candidateStarters, found: by.groups },
    );
}

/**
 * Starts a case, its key unique where the process asks for that.
 *
 * Errors: refuses (409 `stopped`) where no case starts for now.
 * `mayKnow` says whether the caller may learn which case holds the key.
 */
export function startCase(
  tx: EngineTransaction,
  knowledge: Knowledge,
  sheet: VersionSheet,
  command: Extract<Command, { type: 'start' }>,
  mayKnow: MayKnow,
  origin: Origin = {},
): Advanced {
  knowledge.stops.assertStarts(sheet);
  assertKeyIsFree(tx, sheet, command.businessKey, mayKnow);
  return begin(tx, knowledge, sheet, command, origin);
}

type MayKnow = (holder: { readonly id: string; readonly processId: string }) => boolean;

export interface ReadsCases {
  readonly instances: Pick<EngineTransaction['instances'], 'find'>;
}

/** The running case of the process, of any version, that has a key which the version wants for one alone. */
export function keyHolder(
  tx: ReadsCases,
  { processId, settings }: Pick<VersionSheet, 'processId' | 'settings'>,
  businessKey: string | null | undefined,
  ownId?: string,
): InstanceRecord | undefined {
  if (!settings.uniqueBusinessKey || businessKey === undefined || businessKey === null) return undefined;
  return tx.instances
    .find({ businessKey, processId })
    .find(({ id, state }) => id !== ownId && (state === 'active' || state === 'suspended'));
}

/** Errors: refuses (409 `business-key-taken`) where the version asks for unique keys and another running case of the process has it. */
export function assertKeyIsFree(
  tx: EngineTransaction,
  sheet: VersionSheet,
  businessKey: string | null | undefined,
  mayKnow: MayKnow,
  ownId?: string,
): void {
  const holder = keyHolder(tx, sheet, businessKey, ownId);
  if (!holder || businessKey === undefined) return;
  throw new EngineRefused(
    409,
    'business-key-taken',
    `A running case of ${sheet.name} has the business key "${businessKey}" already; end it first, or take another key.`,
    { businessKey, ...(mayKnow(holder) && { instanceId: holder.id }) },
  );
}

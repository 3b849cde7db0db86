/** Who may read what: semantics as the product rules them. */
import type { Principal } from '../access/index.ts';
import type { Reader } from './actor.ts';
import type { EngineReads, Sight } from './host.ts';
import { EngineRefused, notFound } from './refusal.ts';

const seesAll: readonly string[] = ['admin', 'risk', 'audit', 'analyst'];

/** Whoever looks after all cases, whosever they are. */
export const seesEveryCase = ({ roles }: Pick<Principal, 'roles'>): boolean => roles.some((role) => seesAll.includes(role));

/** Undefined: everything. */
export const sightOf = (reader: Reader): Sight | undefined =>
  seesEveryCase(reader.principal)
    ? undefined
    : {
        userIds: reader.userIds,
        groups: reader.groups,
        ownerId: reader.principal.roles.includes('owner') ? reader.principal.userId : null,
      };

type Owners = Pick<EngineReads, 'processOf'>;
type Reads = Owners & Pick<EngineReads, 'takesPart'>;
interface Case {
  readonly id: string;
  readonly processId: string;
}

const owns = (reads: Owners, by: Principal, processId: string): boolean =>
  by.userId !== null && by.roles.includes('owner') && reads.processOf(processId)?.owner === by.userId;

export function mayRead(reads: Reads, reader: Reader, { id, processId }: Case): boolean {
  if (!sightOf(reader)) return true;
  return reads.takesPart(id, reader.userIds, reader.groups) || owns(reads, reader.principal, processId);
}

/** Who has or had part in the case, and who manages its process. */
export const mayTakePart = (reads: Reads, reader: Reader, { id, processId }: Case): boolean =>
  mayManage(reads, reader.principal, processId) || reads.takesPart(id, reader.userIds, reader.groups);

/** What one may not read is not there. */
export function assertMayRead(reads: Reads, reader: Reader, of: Case, what = 'instance', id = of.id): void {
  if (!mayRead(reads, reader, of)) throw notFound(what, id);
}

/** Admins, and whoever owns the process. */
export const mayManage = (reads: Owners, by: Principal, processId: string): boolean =>
  by.roles.includes('admin') || owns(reads, by, processId);

export function assertMayManage(reads: Owners, by: Principal, processId: string, what: string): void {
  if (!mayManage(reads, by, processId))
    throw new EngineRefused(403, 'not-your-process', `Expected an admin or the owner of the process to ${what}.`, { processId });
}

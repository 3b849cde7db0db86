/** Who may know of a process, and who may change it. */
import type { Version } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import type { ReleasesContext } from './ports.ts';
import { processNotFound, ReleaseRefused } from './refusal.ts';
import type { ProcessRow } from './tables.ts';

export const isAdmin = (by: Principal): boolean => by.roles.includes('admin');

/** Admins draw everywhere, owners on what is theirs. */
export const mayDraw = (by: Principal, owner: string | null): boolean =>
  isAdmin(by) || (by.roles.includes('owner') && by.userId === owner);

/** Who sees processes that were never published. */
export const mayWatch = (by: Principal): boolean =>
  by.roles.some((role) => ['owner', 'admin', 'analyst', 'risk', 'audit'].includes(role));

/** A version as this reader may know it: what tests say is for those who draw and watch, not for whoever works on cases. */
export const toldTo = (by: Principal, version: Version): Version => (mayWatch(by) ? version : { ...version, failedPlays: null });

/** Whoever the process names may start a case, and everybody where it names nobody; admins and workers always. */
export function mayStart(by: Principal, candidateStarters: readonly string[]): boolean {
  if (isAdmin(by) || by.roles.includes('worker')) return true;
  if (candidateStarters.length > 0) return candidateStarters.some((group) => by.groups.includes(group));
  return by.roles.includes('participant') || by.roles.includes('owner');
}

/** The process, when this reader may know of it. */
export async function readable({ db }: ReleasesContext, by: Principal, id: string): Promise<ProcessRow> {
  const row = await db.selectFrom('processes').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || (row.liveVersion === null && !mayWatch(by))) throw processNotFound(id);
  return row;
}

/** The process, when this caller may change it. */
export async function drawable(context: ReleasesContext, by: Principal, id: string): Promise<ProcessRow> {
  const row = await readable(context, by, id);
  if (!mayDraw(by, row.owner))
    throw new ReleaseRefused(403, 'not-your-process', `Only the owner of "${row.name}" and admins may change it.`, {
      params: { id },
    });
  return row;
}

export function assertAdmin(by: Principal): void {
  if (!isAdmin(by)) throw new ReleaseRefused(403, 'role-missing', 'Only an admin may publish; ask the admins to do it.');
}

/** Who says a command, as the library is told it. */
import type { Principal } from '@fortnight/runtime';
import type { Actor } from '@fortnight/shared/kernel';
import type { Directory } from '@fortnight/shared/people';
import type { Command } from '@fortnight/shared/simulation';

/** What only an admin or the owner of a process may do. */
const operations: ReadonlySet<Command['type']> = new Set(['setVariables', 'resolveIncident', 'cancel', 'suspend', 'resume']);

/** The host itself: deploys, moves the clock, looks at everything. */
export const host: Principal = {
  userId: null,
  roles: ['admin', 'worker'],
  groups: [],
  via: { kind: 'library', id: 'scenarios' },
};

/** A worker's key: its messages and jobs are nobody's. */
export const worker: Principal = { userId: null, roles: ['worker', 'audit'], groups: [], via: { kind: 'session', id: 'worker' } };

/** Everybody may read every case, so that what is refused is refused by its rule and not as a case that is not there. */
export function principalOf({ userId, groups = [], privileged }: Actor, what: Command['type']): Principal {
  if (privileged) return { userId, roles: ['admin'], groups, via: { kind: 'key', id: 'host' } };
  const roles = operations.has(what) ? (['admin'] as const) : (['participant', 'audit'] as const);
  return { userId, roles, groups, via: { kind: 'session', id: userId ?? 'nobody' } };
}

/** The directory at the moment of a command: who acts on behalf of somebody is their substitute then. */
export function directoryFor(directory: Directory, by: Actor | undefined, at: number): Directory {
  const { onBehalfOf, userId } = by ?? {};
  if (onBehalfOf === undefined || typeof userId !== 'string') return directory;
  const absence = { from: at, to: at + 1, substituteId: userId };
  return { users: directory.users.map((user) => (user.id === onBehalfOf ? { ...user, absence } : user)) };
}

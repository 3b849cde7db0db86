import type { Directory, DirectoryUser, Found } from './directory.ts';

const nobody = (note: string): Found => ({ users: [], groups: [], note });

/**
 * Resolves one `who` entry (`user:`, `group:`, `role:`, `manager-of:`) against a directory.
 *
 * Pure. A `group:` stays a group; inactive users are not found; absence is noted with the substitute.
 * Units: `at` is epoch ms UTC.
 * Errors: an entry that finds nobody answers no users and a note that says why.
 */
export function resolveWho(directory: Directory, who: string, at: number): Found {
  const [, kind = '', subject = ''] = /^([a-z-]+):\s*(.+)$/.exec(who.trim()) ?? [];
  switch (kind) {
    case 'group':
      return { users: [], groups: [subject] };
    case 'user':
      return answer(directory, find(directory, subject), `user "${subject}"`, at);
    case 'role': {
      const holders = directory.users.filter((user) => user.isActive && user.roles.includes(subject));
      if (holders.length === 0) return nobody(`Nobody active has the role "${subject}".`);
      return withNote(
        holders.map((user) => user.id),
        holders.flatMap((user) => absenceNote(directory, user, at)),
      );
    }
    case 'manager-of': {
      const user = find(directory, subject);
      if (!user) return nobody(`There is no user "${subject}".`);
      if (user.managerId === undefined) return nobody(`${user.name} has no manager in the directory.`);
      const manager = directory.users.find(({ id }) => id === user.managerId);
      return answer(directory, manager, `manager of ${user.name}`, at);
    }
    case 'managers-up-to':
      return nobody(notBuilt(who));
    default:
      if (who.trim() === 'picked') return nobody(notBuilt(who));
      return nobody(`"${who}" names nobody: expected user:, group:, role: or manager-of:.`);
  }
}

const notBuilt = (who: string): string =>
  `"${who}" cannot be resolved yet: name each manager with manager-of:, or put the picked person into a variable and write variable:.`;

const find = (directory: Directory, idOrEmail: string): DirectoryUser | undefined =>
  directory.users.find(({ id }) => id === idOrEmail) ??
  directory.users.find(({ email }) => email.toLowerCase() === idOrEmail.toLowerCase());

function answer(directory: Directory, user: DirectoryUser | undefined, what: string, at: number): Found {
  if (!user) return nobody(`There is no ${what}.`);
  if (!user.isActive) return nobody(`The ${what} is not active.`);
  return withNote([user.id], absenceNote(directory, user, at));
}

const withNote = (users: readonly string[], notes: readonly string[]): Found =>
  notes.length === 0 ? { users, groups: [] } : { users, groups: [], note: notes.join(' ') };

function absenceNote(directory: Directory, { name, absence }: DirectoryUser, at: number): string[] {
  if (!absence || at < absence.from || at >= absence.to) return [];
  const substitute = directory.users.find(({ id, isActive }) => isActive && id === absence.substituteId);
  return [substitute ? `${name} is away; ${substitute.name} acts for them.` : `${name} is away and has no substitute.`];
}

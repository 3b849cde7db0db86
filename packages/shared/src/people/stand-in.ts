import type { Found } from './directory.ts';

/** Somebody who stands in for whoever a model names, by the words of the model. */
export type StandIn =
  /** The `number` of a member of a group: 1 for the first. */
  | { readonly kind: 'member'; readonly group: string; readonly number: number }
  | { readonly kind: 'manager'; readonly of: string }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'user'; readonly id: string };

/**
 * Whom a `who` entry means where there is no directory: a stand-in that bears the entry's own words, so that a case
 * can be played without people.
 *
 * Shape: as `resolveWho`; a `group:` stays a group, a `user:` is that user, a role has one holder, everybody a manager.
 */
export function standIn(who: string): Found {
  const [, kind = '', subject = ''] = /^([a-z-]+):\s*(.+)$/.exec(who.trim()) ?? [];
  if (kind === 'group') return { users: [], groups: [subject] };
  if (kind === 'user') return { users: [subject], groups: [] };
  if (kind === 'role' || kind === 'manager-of') return { users: [`${kind}:${subject}`], groups: [] };
  return { users: [], groups: [], note: `"${who}" names nobody: expected user:, group:, role: or manager-of:.` };
}

/** Who may act on what is open to these users and groups: each user, two members of each group, somebody where all may. */
export const standInsOf = (users: readonly string[], groups: readonly string[]): readonly string[] =>
  users.length + groups.length === 0
    ? ['somebody']
    : [...users, ...groups.map((group) => `group:${group}`), ...groups.map((group) => `group:${group}#2`)];

/** What the id of somebody in a play says about them. */
export function toStandIn(id: string): StandIn {
  const [, group, number] = /^group:(.+?)(?:#(\d+))?$/.exec(id) ?? [];
  if (group !== undefined) return { kind: 'member', group, number: Number(number ?? 1) };
  const [, of] = /^manager-of:(.+)$/.exec(id) ?? [];
  if (of !== undefined) return { kind: 'manager', of };
  const [, role] = /^role:(.+)$/.exec(id) ?? [];
  return role === undefined ? { kind: 'user', id } : { kind: 'role', role };
}

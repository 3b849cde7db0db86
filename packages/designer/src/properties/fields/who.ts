/** How files write somebody: `group:finance`, `manager-of:starter`, `picked`. */
export const whoKinds = ['group', 'user', 'manager-of', 'managers-up-to', 'variable', 'role', 'picked'] as const;
export type WhoKind = (typeof whoKinds)[number];

/** The kinds that can be chosen; a file may hold the others, which are shown and not yet carried out. */
export const offeredWhoKinds: readonly WhoKind[] = ['group', 'user', 'manager-of', 'variable', 'role'];

/** A text without a kind is read as a group, which is what authors of other tools write. */
export function parseWho(text: string): { readonly kind: WhoKind; readonly name: string } {
  const [before = '', ...rest] = text.split(':');
  const kind = whoKinds.find((each) => each === before.trim());
  if (kind === 'picked') return { kind, name: '' };
  return kind && rest.length > 0 ? { kind, name: rest.join(':').trim() } : { kind: 'group', name: text.trim() };
}

export function writeWho(kind: WhoKind, name: string): string {
  return kind === 'picked' ? 'picked' : `${kind}:${name.trim()}`;
}

/** Who is known in the workspace. */
interface Known {
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly email: string }[];
}

/** The name of the group or person that a `who` names, where the directory knows it. */
export function knownName(text: string, { groups, people }: Known): string | undefined {
  const { kind, name } = parseWho(text);
  if (kind === 'group') return groups.find(({ id }) => id === name)?.name;
  return kind === 'user' ? people.find(({ id, email }) => id === name || email === name.toLowerCase())?.name : undefined;
}

/** A `who` for reading: a group or a person by name where the directory knows them, another group by its id, the rest as it is written. */
export function sayWho(text: string, known: Known): string {
  const { kind, name } = parseWho(text);
  return knownName(text, known) ?? (kind === 'group' ? name : text);
}

/** Somebody who is offered. */
export interface WhoChoice {
  readonly value: string;
  readonly label: string;
}

/** Whom a beginning can only mean, so that Enter takes what is offered. */
export function theOnlyOne(choices: readonly WhoChoice[], text: string): string | undefined {
  const begins = (words: string): boolean => words.toLowerCase().startsWith(text.toLowerCase());
  const meant = choices.filter(({ value, label }) => begins(value) || begins(label));
  return text !== '' && meant.length === 1 ? meant[0]?.value : undefined;
}

const colours = 6;
const hasHan = (name: string): boolean => /\p{Script=Han}/u.test(name);

/** What an avatar shows: the family name where the name is Chinese, else the first letters of its words. */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') return '?';
  if (hasHan(trimmed)) return [...trimmed][0] ?? '?';
  const words = trimmed.split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

const colourOf = (id: string): number =>
  [...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % colours;

/** A person's sign, in the colour of their `id`. The name stands beside it, or is read out as its label. */
export function Avatar({ name, id, isNamed = false }: { name: string; id?: string; isNamed?: boolean }) {
  const label = isNamed ? ({ role: 'img', 'aria-label': name } as const) : ({ 'aria-hidden': true } as const);
  return (
    <span className={`ui-avatar ui-avatar-${colourOf(id ?? name)}`} title={name} {...label}>
      {initialsOf(name)}
    </span>
  );
}

/** How FEEL writes what JUEL's literals and names say, and how tightly its signs bind. */

// The last ones begin names of FEEL's own that go on with `and`.
const words =
  'and or not in between if then else for some every return satisfies instance of null true false function external date time days years';
const feelWords: ReadonlySet<string> = new Set(words.split(' '));

/** A variable or member, in backticks where FEEL would read it as something else. */
export const feelName = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !feelWords.has(name) ? name : `\`${name}\``;

export function feelLiteral(value: string | number | boolean | null): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const text = String(value);
  // FEEL has no exponent.
  return /e/.test(text) && typeof value === 'number'
    ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}

/** A piece of FEEL, with how tightly it binds. */
export interface Feel {
  readonly text: string;
  readonly binds: number;
}

export const binding = { choice: 0, or: 1, and: 2, compare: 3, add: 4, multiply: 5, operand: 6 } as const;

export const feel = (binds: keyof typeof binding, text: string): Feel => ({ text, binds: binding[binds] });

/** The text of a piece, in brackets where it binds more loosely than where it stands. */
export const within = (place: keyof typeof binding, piece: Feel): string =>
  piece.binds < binding[place] ? `(${piece.text})` : piece.text;

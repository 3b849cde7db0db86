import { holdsJuel } from './juel/read-juel.ts';
import type { ModdleElement } from './moddle-element.ts';
import { texts } from './read-values.ts';
import type { Reading } from './reading.ts';

/** Camunda's text is a constant unless it holds `${…}` or `#{…}`; as FEEL a constant is a string literal. */
export const constantOrExpression = (text: string): string => (holdsJuel(text) ? text : `= ${JSON.stringify(text)}`);

/** Zeebe's text is an expression behind `=`; else a constant, which is a number where it looks like one. */
export const staticOrExpression = (text: string): string =>
  text.trimStart().startsWith('=') || holdsJuel(text) ? text : `= ${isNumber(text) ? text.trim() : JSON.stringify(text)}`;

const isNumber = (text: string): boolean => /^\s*-?\d+(\.\d+)?\s*$/.test(text);

/** Parts of a list at its commas; those within `${…}` belong to an expression. */
const parts = (text: string): readonly string[] =>
  (text.match(/(?:[$#]\{[^}]*\}|[^,])+/g) ?? []).flatMap((part) => part.trim() || []);

/**
 * Reads who is named, in a list at commas. A `${…}` may give a list, or a text that is split at its commas too, so
 * the whole is one FEEL expression then; as long as one of them cannot be said in FEEL, all stay as they are written.
 */
export function readNames(node: ModdleElement, field: string, text: string | undefined, reading: Reading): readonly string[] {
  if (text === undefined || !holdsJuel(text)) return texts(text);
  const names = parts(text);
  const read = names.map((name) => (holdsJuel(name) ? reading.computed(node, field, name) : constantOrExpression(name)));
  if (!read.every((name) => name.startsWith('='))) return names;
  const all = read.map((name, index) => (holdsJuel(names[index] ?? '') ? split(name.slice(1).trim()) : name.slice(1).trim()));
  return [`= ${all.length === 1 ? all[0] : `[${all.join(', ')}]`}`];
}

const split = (feel: string): string => `if ${feel} instance of string then split(${feel}, "\\s*,\\s*") else ${feel}`;

import { parseJuel } from './parse-juel.ts';
import { type Doubt, FeelWriter } from './to-feel.ts';

/** What stands where a `${…}` stands: something that holds or not, or a value. */
export type Place = 'condition' | 'value';

export type AnyDoubt = Doubt | 'syntax' | 'template';

/** A `${…}` of another engine, as FEEL where that always means the same; else why not, and what may be meant. */
export type ReadJuel =
  | { readonly ok: true; readonly feel: string }
  | {
      readonly ok: false;
      readonly doubts: readonly { readonly doubt: AnyDoubt; readonly part: string }[];
      readonly instead?: string;
    };

/** Whether a text holds a `${…}` or `#{…}`; behind a `=` it is FEEL, whatever its texts say. */
export const holdsJuel = (text: string): boolean => /[$#]\{/.test(text) && !text.trimStart().startsWith('=');

/** Longer than anybody writes by hand. */
const maximumLength = 5_000;

const nobodyRenamed: ReadonlyMap<string, string> = new Map();

/**
 * Reads a text that is one `${…}` or `#{…}` as FEEL with a leading `=`.
 *
 * Translated is what always means the same: names and members, literals, comparisons, and, or, not, empty, choices.
 * A method call, arithmetic, an engine's object, an index and text around the braces are named, with the FEEL that
 * may be meant.
 */
export function readJuel(text: string, place: Place, renamed = nobodyRenamed): ReadJuel {
  const inside = /^\s*[$#]\{(?<inside>.*)\}\s*$/s.exec(text)?.groups?.inside;
  if (text.length > maximumLength) return { ok: false, doubts: [{ doubt: 'syntax', part: text }] };
  const tree = inside === undefined ? undefined : parseJuel(inside);
  if (!tree && (inside === undefined || holdsJuel(inside))) return readTemplate(text, renamed);
  if (!tree) return { ok: false, doubts: [{ doubt: 'syntax', part: text }] };
  const writer = new FeelWriter(renamed);
  const { text: written } = place === 'condition' ? writer.truth(tree) : writer.value(tree);
  if (writer.doubts.length === 0) return { ok: true, feel: `= ${written}` };
  return { ok: false, doubts: writer.doubts, ...(writer.isIncomplete ? {} : { instead: `= ${written}` }) };
}

/** Text and expressions are put together; what is missing is no text there, and makes the whole missing in FEEL. */
function readTemplate(text: string, renamed: ReadonlyMap<string, string>): ReadJuel {
  const pieces = text.split(/([$#]\{[^}]*\})/).filter((piece) => piece !== '');
  const parts = pieces.map((piece) => {
    if (!holdsJuel(piece)) return JSON.stringify(piece);
    // A brace that is not closed, or one within another.
    if (!/^[$#]\{[^{}]*\}$/.test(piece)) return undefined;
    const read = readJuel(piece, 'value', renamed);
    const feel = read.ok ? read.feel : read.instead;
    return feel === undefined ? undefined : `string(${feel.slice(1).trim()})`;
  });
  const doubts = [{ doubt: 'template' as const, part: text }];
  return parts.includes(undefined) ? { ok: false, doubts } : { ok: false, doubts, instead: `= ${parts.join(' + ')}` };
}

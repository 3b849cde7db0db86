import { builtinFunctions, parseExpression } from '../expression/index.ts';
import type { Model } from '../model/index.ts';
import { namedVariables, providedNames, wordsIn, writtenVariables } from './computed.ts';
import { type FormOutline, type ProcessView, viewOf } from './process-view.ts';

/** A name that nothing declares or writes, and the known one that was probably meant. */
export interface UnknownName {
  readonly name: string;
  readonly near?: string;
}

/** The variables that a process knows of, and what is asked of an expression about them. */
export interface KnownNames {
  has(name: string): boolean;
  /** The names that a text reads and that are not known. */
  unknownIn(text: string): readonly UnknownName[];
  near(name: string): string | undefined;
}

const textTypes = new Set(['date', 'time', 'dateTime', 'duration']);
const keywords =
  'and or not in between if then else for some every return satisfies instance of null true false function item partial';
const feelWords: ReadonlySet<string> = new Set(
  [keywords, ...builtinFunctions.map(({ name }) => name)].flatMap((text) => text.split(' ')),
);
/** Unknown names told of one expression. */
const mostPerText = 5;

/** Undefined where the process names none of its data: then a variable may come from whoever starts the case. */
export function knownNames(view: ProcessView): KnownNames | undefined {
  if ([...namedVariables(view)].every((name) => providedNames.has(name))) return undefined;
  const known = writtenVariables(view);
  const { data } = view.process.extension;
  const types = Object.fromEntries(data.flatMap(({ name, type }) => (textTypes.has(type) ? [[name, type]] : [])));
  const knownWords = new Set([...known].flatMap(wordsIn));
  const asked = new Map<string, readonly UnknownName[]>();
  const near = (name: string) => nearest(name, known);
  const say = (name: string): UnknownName => {
    const meant = near(name);
    return { name, ...(meant !== undefined && { near: meant }) };
  };
  return {
    has: (name) => known.has(name),
    near,
    unknownIn(text) {
      if (wordsIn(text).every((word) => knownWords.has(word) || feelWords.has(word))) return [];
      const kept = asked.get(text) ?? unknownNames(text, known, types).map(say);
      asked.set(text, kept);
      return kept;
    },
  };
}

/** What the problems list says of the names in a text, asked while it is being typed. */
export function unknownNamesIn(
  text: string,
  { model, processId, forms }: { model: Model; processId: string; forms: Readonly<Record<string, FormOutline>> },
): readonly UnknownName[] {
  const process = model.processes.find(({ id }) => id === processId);
  return (process && knownNames(viewOf(model, process, { forms }))?.unknownIn(text)) ?? [];
}

/** Names that are surely no member of a filtered item; a text that is no FEEL is the compiler's to refuse. */
function unknownNames(text: string, known: ReadonlySet<string>, types: Readonly<Record<string, string>>): readonly string[] {
  const open = parseExpression(text, { types });
  if (!open.ok || open.value.reads.every((name) => known.has(name))) return [];
  const unknown: string[] = [];
  while (unknown.length < mostPerText) {
    const closed = parseExpression(text, { names: [...known, ...unknown], types });
    const [refused] = closed.ok ? [] : closed.error;
    if (refused?.code !== 'unknown-name') break;
    unknown.push(text.slice(refused.from, refused.to));
  }
  return unknown;
}

/** A name that differs by one or two letters; none where several do. */
function nearest(name: string, known: ReadonlySet<string>): string | undefined {
  const most = name.length > 4 ? 2 : name.length > 2 ? 1 : 0;
  const near = [...known].filter((other) => Math.abs(other.length - name.length) <= most && distance(name, other) <= most);
  return near.length === 1 ? near[0] : undefined;
}

/** How many letters are to be put in, taken out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min(
          (next[j] ?? 0) + 1,
          (row[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + (letter.toLowerCase() === other.toLowerCase() ? 0 : 1),
        ),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

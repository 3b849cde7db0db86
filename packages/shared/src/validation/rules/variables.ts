import { builtinFunctions, parseExpression } from '../../expression/index.ts';
import { type ComputedText, computedTexts, wordsIn, writtenVariables } from '../computed.ts';
import { type Finding, warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';
import { isSound } from './comparisons.ts';

const textTypes = new Set(['date', 'time', 'dateTime', 'duration']);
const keywords =
  'and or not in between if then else for some every return satisfies instance of null true false function item partial';
const feelWords: ReadonlySet<string> = new Set(
  [keywords, ...builtinFunctions.map(({ name }) => name)].flatMap((text) => text.split(' ')),
);
/** Unknown names told of one expression. */
const mostPerText = 5;

/**
 * An expression reads variables that somebody writes. Looked at only where the process declares its data:
 * without, a variable may come from whoever starts the case. A case's name alone reads the business key too.
 */
export const variables: Rule = (view) => {
  const { data } = view.process.extension;
  if (data.length === 0) return [];
  const known = writtenVariables(view);
  const types = Object.fromEntries(data.flatMap(({ name, type }) => (textTypes.has(type) ? [[name, type]] : [])));
  const knownWords = new Set([...known].flatMap(wordsIn));
  const asked = new Map<string, readonly string[]>();
  const unknownIn = (text: string): readonly string[] => {
    if (wordsIn(text).every((word) => knownWords.has(word) || feelWords.has(word))) return [];
    const kept = asked.get(text) ?? unknownNames(text, known, types);
    asked.set(text, kept);
    return kept;
  };
  return [
    ...computedTexts(view).flatMap((computed) =>
      unknownIn(computed.text)
        .filter((name) => name !== 'businessKey' || computed.field !== 'process.caseName')
        .map((name) => tell(view, computed, name, known)),
    ),
    ...view.nodes.flatMap(({ id, extension }) =>
      (extension.approval?.facts ?? [])
        .filter(({ variable }) => !known.has(variable))
        .map(({ variable }) => tell(view, { elementId: id, field: 'approval.facts', text: variable }, variable, known)),
    ),
  ];
};

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

function tell(view: ProcessView, { elementId, field, text }: ComputedText, name: string, known: ReadonlySet<string>): Finding {
  const element = view.node(elementId) ?? view.flow(elementId) ?? view.process;
  const near = nearest(name, known);
  return warning(elementId, near === undefined ? 'variable-unknown' : 'variable-misspelled', {
    field,
    message: `${called(element)} reads "${name}", which is not among the data of the process and which nothing writes.`,
    hint: near === undefined ? 'Declare it in the data of the process, or correct the name.' : `Did you mean "${near}"?`,
    params: { name, text, ...(near === undefined ? {} : { near }) },
    fixes: near === undefined ? [{ code: 'declare-data', params: { name, type: typeThatFits(view, name) } }] : [],
  });
}

/** The first type with which nothing that reads the name compares it with another. */
function typeThatFits(view: ProcessView, name: string): string {
  const declared = Object.fromEntries(view.process.extension.data.map((data) => [data.name, data.type]));
  const texts = computedTexts(view).filter(({ text }) => wordsIn(text).includes(name));
  const fits = (type: string): boolean => texts.every((computed) => isSound(computed, { ...declared, [name]: type }));
  return candidates.find(fits) ?? 'text';
}

const candidates = ['text', 'number', 'boolean', 'date', 'dateTime', 'time', 'duration', 'list', 'context'];

/** A name that differs by one or two letters; none where several do. */
function nearest(name: string, known: ReadonlySet<string>): string | undefined {
  const most = name.length > 4 ? 2 : 1;
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

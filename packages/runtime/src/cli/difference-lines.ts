/** A difference in words: what came, went and is set otherwise, by the words of the screens. */
import type { Json } from '@fortnight/shared/base';
import type { Difference, DraftContent } from '@fortnight/shared/contract';
import { catalogues } from '@fortnight/shared/i18n';
import type { differenceOf } from '../releases/index.ts';

type Part = Difference['added'][number];
type Setting = Difference['changed'][number]['settings'][number];
type Told = Awaited<ReturnType<typeof differenceOf>>;

export function* differenceLines(told: Told, before: DraftContent, after: DraftContent): Generator<string> {
  for (const part of told.added) yield `+ ${partWords(part)}`;
  for (const part of told.removed) yield `- ${partWords(part)}`;
  for (const { after: part, settings } of told.changed) {
    yield `~ ${partWords(part)}`;
    for (const setting of settings) yield `    ${settingWords(setting)}`;
  }
  yield* namedLines('test', told.tests, before.tests, after.tests);
  yield* namedLines('decision', told.decisions, before.decisions, after.decisions);
  yield* namedLines('setting', told.settings, [], []);
  if (told.redrawn.length > 0) yield `Drawn otherwise, which changes nothing that runs: ${told.redrawn.join(', ')}.`;
  else if (isNothing(told)) yield 'Only the text of the BPMN differs: nothing that runs, and nothing that is drawn.';
}

const isNothing = ({ added, removed, changed, tests, decisions, settings }: Told): boolean =>
  [added, removed, changed, ...[tests, decisions, settings].flatMap((each) => Object.values(each))].every(
    ({ length }) => length === 0,
  );

interface Called {
  readonly id: string;
  readonly name: string;
}

function* namedLines(
  kind: string,
  { added, removed, changed }: Difference['tests'],
  before: readonly Called[],
  after: readonly Called[],
): Generator<string> {
  const words = (id: string, list: readonly Called[]): string => {
    const name = list.find((each) => each.id === id)?.name;
    return name === undefined || name === id ? `${kind} ${id}` : `${kind} "${name}" (${id})`;
  };
  for (const id of added) yield `+ ${words(id, after)}`;
  for (const id of removed) yield `- ${words(id, before)}`;
  for (const id of changed) yield `~ ${words(id, after)}`;
}

const { changes, design } = catalogues.en;
const types: Readonly<Record<string, unknown>> = design.types;
const parts: Readonly<Record<string, string>> = changes.part;

function partWords({ kind, id, name, sourceId, targetId }: Part): string {
  const type = types[`${kind.charAt(0).toUpperCase()}${kind.slice(1)}`];
  const said = typeof type === 'string' ? type : (parts[kind]?.replace(/^the /, '') ?? kind);
  const way = sourceId !== undefined && targetId !== undefined ? ` from ${sourceId} to ${targetId}` : '';
  return `${said}${name === undefined ? ` ${id}` : ` "${name}" (${id})`}${way}`;
}

function settingWords({ field, items, before, after }: Setting): string {
  const path = field.split('.').filter((name) => name !== 'extension');
  const words = fieldWords(path);
  const item = items.length === 0 ? '' : `, ${items.join(', ')}`;
  const where = words === undefined ? path.join('.') : `${words} (${path.join('.')})`;
  return `${where}${item}: ${valueWords(before)} → ${valueWords(after)}`;
}

/** The words of the longest part of the path that has any. */
function fieldWords(path: readonly string[]): string | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const found = path
      .slice(0, length)
      .reduce<unknown>(
        (words, name) => (typeof words === 'object' && words ? Reflect.get(words, name) : undefined),
        changes.fields,
      );
    const said = typeof found === 'object' && found ? Reflect.get(found, 'self') : found;
    if (typeof said === 'string') return said;
  }
  return undefined;
}

const longest = 200;

function valueWords(value: Json | undefined): string {
  if (value === undefined) return changes.nothing;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

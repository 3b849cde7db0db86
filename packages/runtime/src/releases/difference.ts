/** A comparison of two contents as it is told: models, forms, tests and settings. */
import { toCanonicalJson } from '@fortnight/shared/base';
import type { Difference, DraftContent } from '@fortnight/shared/contract';
import { type Compared, compareContents } from './compare.ts';
import { readingLimits } from './reading-limits.ts';

type Told = Omit<Difference, 'from' | 'to'>;
type Named = Difference['tests'];

export function toDifference(before: DraftContent, after: DraftContent, { diff, isSame, touchedCheckpoints }: Compared): Told {
  const { added, removed, changed, redrawn } = diff;
  return {
    isSame,
    added: added.map((part) => ({ ...part })),
    removed: removed.map((part) => ({ ...part })),
    changed: changed.map(({ before: then, after: now, settings }) => ({
      before: { ...then },
      after: { ...now },
      settings: settings.map((setting) => ({ ...setting, items: [...setting.items] })),
    })),
    redrawn: [...redrawn],
    tests: compareById(before.tests, after.tests),
    settings: compareById(entriesOf(before), entriesOf(after)),
    touchedCheckpoints: [...touchedCheckpoints],
  };
}

const entriesOf = ({ settings }: DraftContent) => Object.entries(settings).map(([id, value]) => ({ id, value }));

/** What came, went, or says something else, by its id. */
function compareById(before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]): Named {
  const textOf = (item: object) => toCanonicalJson(JSON.parse(JSON.stringify(item)));
  const then = new Map(before.map((item) => [item.id, textOf(item)]));
  const now = new Map(after.map((item) => [item.id, textOf(item)]));
  return {
    added: [...now.keys()].filter((id) => !then.has(id)),
    removed: [...then.keys()].filter((id) => !now.has(id)),
    changed: [...now].filter(([id, text]) => then.has(id) && then.get(id) !== text).map(([id]) => id),
  };
}

/**
 * Says what differs between two contents at hand, decisions too. Reads them in the thread of whoever asks.
 *
 * Errors: none for a document that can't be read; whoever asks has looked.
 */
export async function differenceOf(
  before: DraftContent,
  after: DraftContent,
): Promise<Told & { readonly decisions: Named; readonly isEqual: boolean }> {
  const told = toDifference(before, after, await compareContents(before, after, readingLimits));
  const decisions = compareById(before.decisions, after.decisions);
  const isUntouched = ({ added, removed, changed }: Named): boolean => added.length + removed.length + changed.length === 0;
  const isEqual =
    before.bpmn === after.bpmn &&
    isUntouched(compareById(before.forms, after.forms)) &&
    [told.tests, told.settings, decisions].every(isUntouched);
  return { ...told, decisions, isEqual };
}

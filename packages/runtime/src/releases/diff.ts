import { toCanonicalJson } from '@fortnight/shared/base';
import type { Difference, DiffQuery, DraftContent } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { currentContent } from './drafts.ts';
import type { ReleasesContext } from './ports.ts';
import { mayWatch, readable } from './rights.ts';
import { contentOf } from './version-rows.ts';
import { versionNotFound, versionRow } from './versions.ts';

/**
 * What differs between two versions of a process, or between one and what is drawn.
 *
 * Errors: 404 where this reader may not see one of them.
 */
export async function diff(context: ReleasesContext, by: Principal, id: string, { from, to }: DiffQuery): Promise<Difference> {
  const row = await readable(context, by, id);
  const contentIn = async (which: DiffQuery['to']): Promise<DraftContent> => {
    if (which !== 'draft') return contentOf(await versionRow(context, by, id, which));
    if (!mayWatch(by)) throw versionNotFound(id, 0);
    return (await currentContent(context, row)).content;
  };
  const [before, after] = await Promise.all([contentIn(from), contentIn(to)]);
  const { diff: found, isSame, touchedCheckpoints } = await context.documents.compare(before, after);
  const { added, removed, changed, redrawn } = found;
  return {
    from,
    to,
    isSame,
    added: added.map((part) => ({ ...part })),
    removed: removed.map((part) => ({ ...part })),
    changed: changed.map(({ before: then, after: now, settings }) => ({
      before: { ...then },
      after: { ...now },
      settings: settings.map((setting) => ({ ...setting, items: [...setting.items] })),
    })),
    redrawn: [...redrawn],
    tests: named(before.tests, mayWatch(by) ? after.tests : before.tests),
    settings: named(entriesOf(before), entriesOf(after)),
    touchedCheckpoints: [...touchedCheckpoints],
  };
}

const entriesOf = ({ settings }: DraftContent) => Object.entries(settings).map(([id, value]) => ({ id, value }));

/** What came, went, or says something else, by its id. */
function named(before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]): Difference['tests'] {
  const textOf = (item: object) => toCanonicalJson(JSON.parse(JSON.stringify(item)));
  const then = new Map(before.map((item) => [item.id, textOf(item)]));
  const now = new Map(after.map((item) => [item.id, textOf(item)]));
  return {
    added: [...now.keys()].filter((id) => !then.has(id)),
    removed: [...then.keys()].filter((id) => !now.has(id)),
    changed: [...now].filter(([id, text]) => then.has(id) && then.get(id) !== text).map(([id]) => id),
  };
}

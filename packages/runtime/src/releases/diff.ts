import type { Difference, DiffQuery, DraftContent } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { toDifference } from './difference.ts';
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
  const told = toDifference(before, after, await context.documents.compare(before, after));
  // Tests are for those who draw and watch.
  return { from, to, ...told, ...(!mayWatch(by) && { tests: { added: [], removed: [], changed: [] } }) };
}

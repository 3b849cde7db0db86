/** The other executable pools of a document: published with its process, each as a process of its own. */
import type { DraftContent } from '@fortnight/shared/contract';
import { contentHash, withProcessId } from './content.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { ReleaseRefused } from './refusal.ts';
import { newestVersion } from './version-rows.ts';

/** A pool is published from one document: what somebody else published meanwhile, or elsewhere, is never replaced unseen. */
export function assertSameDocument(
  { db }: ReleasesContext,
  tx: ReleaseTransaction,
  poolId: string,
  draft: { readonly id: string; readonly content: DraftContent; readonly baseVersion: number | null },
): void {
  const standing = tx.get(db.selectFrom('processes').select(['id', 'name']).where('id', '=', poolId));
  if (!standing) return;
  const newest = tx.get(newestVersion(db, poolId));
  const base = tx.get(
    db
      .selectFrom('versions')
      .select('contentHash')
      .where('processId', '=', draft.id)
      .where('version', '=', draft.baseVersion ?? 0),
  );
  if (newest && [base?.contentHash, contentHash(draft.content)].includes(newest.contentHash)) return;
  const found = newest ? `its version ${newest.version} comes from another document` : 'it is drawn on its own';
  throw new ReleaseRefused(
    409,
    'pool-published-elsewhere',
    `The drawing also holds the process "${standing.name}" (${poolId}), but ${found}. Load the newest version and draw again, or mark the pool as not executable.`,
    { params: { processId: poolId, version: newest?.version ?? null } },
  );
}

/** A copy's pools are processes of their own too: each gets an id that no process and no element of the document has. */
export async function withOwnPools(
  bpmn: string,
  poolIds: readonly string[],
  freeId: (id: string, besides: readonly string[]) => Promise<string>,
): Promise<string> {
  let text = bpmn;
  for (const id of poolIds) text = withProcessId(text, id, await freeId(id, idsIn(text)));
  return text;
}

const idsIn = (bpmn: string): string[] => [...bpmn.matchAll(/\sid\s*=\s*(["'])(.*?)\1/g)].flatMap(([, , id]) => id ?? []);

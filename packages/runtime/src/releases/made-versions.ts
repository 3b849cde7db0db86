/** The rows of new versions: inserted once, whether they are published at once or proposed. */
import type { Principal } from '../access/index.ts';
import type { FailedPlay } from './check.ts';
import { toFailedPlays } from './failed-plays.ts';
import type { Planned } from './pinned-calls.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import type { VersionRow } from './tables.ts';
import { nextVersion } from './version-rows.ts';

/** What is said of versions when they are made. */
export interface Making {
  readonly note?: string | undefined;
  readonly versionTag?: string | undefined;
  readonly failedPlays: readonly FailedPlay[];
  readonly failedPlaysReason?: string | undefined;
  /** Whose a process becomes that is new with its version: the maker's when absent. */
  readonly owner?: string | null;
}

/** A version that stands now, and whether it is new. */
export interface Made {
  readonly made: boolean;
  readonly row: VersionRow;
  /** The name that its document gives the process. */
  readonly name: string;
  /** What the process was called before. */
  readonly nameBefore: string;
}

/** Inserts what was planned; a process that is not there yet begins with it, without a live version. */
export function makeVersion(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  planned: Planned,
  { note, versionTag, failedPlays, failedPlaysReason, owner = by.userId }: Making,
): Made {
  const { db } = context;
  const { checked, process } = planned.publishable;
  const at = context.instant();
  const name = checked.name ?? checked.id;
  const standing = tx.get(db.selectFrom('processes').select('name').where('id', '=', checked.id));
  const begun = { id: checked.id, name, owner, isArchived: 0, liveVersion: null, createdAt: at, updatedAt: at };
  if (!standing) tx.run(db.insertInto('processes').values({ ...begun, reviewApprovals: null }));
  const nameBefore = standing?.name ?? name;
  const kept = toFailedPlays(failedPlays, failedPlaysReason);
  const next = nextVersion(planned, { by: by.userId, at, note, versionTag, failedPlays: kept });
  const row = next ?? planned.same;
  if (!row) throw new Error(`no version of ${checked.id} to make`);
  if (!next) return { made: false, row, name, nameBefore };
  tx.run(db.insertInto('versions').values(next));
  if (process) context.readAhead.set(next.id, process);
  return { made: true, row, name, nameBefore };
}

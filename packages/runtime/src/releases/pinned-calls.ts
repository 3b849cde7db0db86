/** The versions that are published, with the versions that their call activities keep: pinned in the same transaction. */
import { randomUUID } from 'node:crypto';
import { toCanonicalJson } from '@fortnight/shared/base';
import type { WireProblem } from '@fortnight/shared/contract';
import type { KeptCall } from './check.ts';
import { contentHash } from './content.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { invalidModel } from './refusal.ts';
import type { VersionRow } from './tables.ts';
import { liveVersion, newestVersion, type Publishable } from './version-rows.ts';

/** By the id of a called process, the version of it that cases of this version call. */
type Pins = Readonly<Record<string, string>>;

/** A process with the version that it has once all are made: a new one, or one that stands and holds the same. */
export interface Planned {
  readonly publishable: Publishable;
  readonly newest: VersionRow | undefined;
  readonly live: VersionRow | undefined;
  /** The live version, or the newest one while it is open, where that holds the same. */
  readonly same: VersionRow | undefined;
  /** Of the same version where nothing differs. */
  readonly id: string;
  readonly pins: string;
}

/** The tables' second migration: one statement an entry. */
export const pinsSchema: readonly string[] = ["ALTER TABLE versions ADD COLUMN pins TEXT NOT NULL DEFAULT '{}'"];

/**
 * Says which of the processes get a new version. Content that is live already, or proposed and open, gets one too where a version that
 * it keeps is another one now: that of this deployment, else the live one.
 *
 * Errors: 422 when a process that is to be kept has no version.
 */
export function planVersions(
  { db }: ReleasesContext,
  tx: ReleaseTransaction,
  publishables: readonly Publishable[],
): readonly Planned[] {
  const planned = publishables.map((publishable) => {
    const { id } = publishable.checked;
    const hash = contentHash(publishable.content);
    const [newest, live] = [tx.get(newestVersion(db, id)), tx.get(liveVersion(db, id))];
    const same = [live, newest && isOpen(db, tx, newest) ? newest : undefined].find((each) => each?.contentHash === hash);
    return { publishable, newest, live, same, id: same?.id ?? randomUUID() };
  });
  const versionOf = (processId: string): string | undefined =>
    planned.find(({ publishable }) => publishable.checked.id === processId)?.id ?? callable(db, tx, processId);
  // A new version of one makes new versions of those that keep it, and so on.
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const each of planned) {
      if (each.id !== each.same?.id || pinsOf(each.publishable, versionOf) === each.same.pins) continue;
      each.id = randomUUID();
      isStable = false;
    }
  }
  return planned.map((each) => ({ ...each, pins: pinsOf(each.publishable, versionOf) }));
}

function pinsOf(publishable: Publishable, versionOf: (processId: string) => string | undefined): string {
  const kept = publishable.checked.keptCalls;
  const missing = kept.filter(({ processId }) => versionOf(processId) === undefined);
  if (missing.length > 0) throw invalidModel(missing.map(toProblem));
  const pins: Pins = Object.fromEntries(kept.flatMap(({ processId }) => [[processId, versionOf(processId) ?? '']]));
  return toCanonicalJson(pins);
}

const toProblem = ({ elementId, name, processId }: KeptCall): WireProblem => ({
  code: 'called-process-missing',
  severity: 'error',
  elementId,
  field: 'calledElement',
  message: `"${name}" calls the version of "${processId}" that is published with it; expected that process in the deployment or a live version of it, found neither.`,
  hint: 'Publish that process first, or send it in the same deployment.',
  params: { processId },
});

/** A version that may still be published as it is. */
const isOpen = (db: ReleasesContext['db'], tx: ReleaseTransaction, { id }: VersionRow): boolean =>
  tx.get(
    db
      .selectFrom('proposedVersions')
      .innerJoin('proposals', 'proposals.id', 'proposedVersions.proposalId')
      .select('proposals.id')
      .where('proposedVersions.versionId', '=', id)
      .where('proposals.state', 'in', ['inReview', 'approved']),
  ) !== undefined;

/** None of an archived process. */
const callable = (db: ReleasesContext['db'], tx: ReleaseTransaction, processId: string): string | undefined =>
  tx.get(liveVersion(db, processId).where('processes.isArchived', '=', 0))?.id;

/** The processes that a call finds: those with a live version. */
export async function publishedIds({ db }: Pick<ReleasesContext, 'db'>): Promise<string[]> {
  const rows = await db
    .selectFrom('processes')
    .select('id')
    .where('isArchived', '=', 0)
    .where('liveVersion', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

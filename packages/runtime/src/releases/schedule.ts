/** A version that is published at a time: kept on disk, published once, also where nobody ran at that time. */
import type { Published, Review } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { assertOpen, missingNow, proposalFor, publishVersionsOf, waitsForReview } from './publish-proposed.ts';
import { ReleaseRefused } from './refusal.ts';
import { getReview } from './reviews.ts';
import { assertAdmin, readable } from './rights.ts';
import { readStandings } from './standings.ts';
import type { ProposalRow } from './tables.ts';
import { summaryColumns, toVersion } from './version-rows.ts';

/** The tables' seventh migration: one statement an entry. */
export const scheduleSchema: readonly string[] = [
  'ALTER TABLE proposals ADD COLUMN publishAt TEXT',
  'ALTER TABLE proposals ADD COLUMN scheduledBy TEXT',
  "CREATE INDEX scheduledProposals ON proposals (publishAt) WHERE publishAt IS NOT NULL AND state = 'approved'",
];

/** Has an approved version published at a time to come; another time takes the place of the one before. */
export async function schedule(
  context: ReleasesContext,
  by: Principal,
  id: string,
  { version, at }: { readonly version: number; readonly at: string },
): Promise<Published> {
  const publishAt = new Date(at).toISOString();
  await context.store.write((tx) => {
    const proposal = proposalFor(context, tx, id, version);
    assertOpen(proposal);
    const missing = missingNow(context, tx, proposal);
    if (missing) throw waitsForReview(context, tx, proposal, missing);
    tx.run(
      context.db
        .updateTable('proposals')
        // Where no review is asked for any more, what waits for one is as good as approved.
        .set({ state: 'approved', publishAt, scheduledBy: by.userId })
        .where('id', '=', proposal.id),
    );
    const details = { version, publishAt };
    tx.audit({ at: context.now(), by, action: 'version.scheduled', target: id, details });
    tx.note({ kind: 'process', subject: id, at: context.now(), body: { action: 'scheduled', version, by: by.userId } });
    tx.onCommit(() => context.scheduled(Date.parse(publishAt)));
  });
  const { db } = context;
  const row = await db
    .selectFrom('versions')
    .select(summaryColumns)
    .where('processId', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const standing = await readStandings(context, [row]);
  return { version: toVersion(row, standing(row)), created: false, problems: [] };
}

/** Takes back the time; the version stays approved. */
export async function unschedule(context: ReleasesContext, by: Principal, id: string, version: number): Promise<Review> {
  assertAdmin(by);
  await readable(context, by, id);
  await context.store.write((tx) => {
    const proposal = proposalFor(context, tx, id, version);
    assertOpen(proposal);
    if (proposal.publishAt === null)
      throw new ReleaseRefused(409, 'not-scheduled', `Version ${version} has no time at which it is published.`, {
        params: { id, version },
      });
    clearSchedule(context, tx, proposal);
    tx.audit({ at: context.now(), by, action: 'version.unscheduled', target: id, details: { version } });
    tx.note({ kind: 'process', subject: id, at: context.now(), body: { action: 'unscheduled', version, by: by.userId } });
  });
  return getReview(context, by, id, version);
}

const clearSchedule = ({ db }: ReleasesContext, tx: ReleaseTransaction, { id }: ProposalRow): number =>
  tx.run(db.updateTable('proposals').set({ publishAt: null, scheduledBy: null }).where('id', '=', id));

const scheduled = ({ db }: ReleasesContext) =>
  db.selectFrom('proposals').where('state', '=', 'approved').where('publishAt', 'is not', null).orderBy('publishAt');

/** When something is to be published next; epoch ms, null where nothing is. */
export async function nextPublicationAt(context: ReleasesContext): Promise<number | null> {
  const next = await scheduled(context).select('publishAt').limit(1).executeTakeFirst();
  return next?.publishAt == null ? null : Date.parse(next.publishAt);
}

/** Publishes what is due; what lacks an approval by what is asked now loses its time and waits. */
export async function publishDue(context: ReleasesContext): Promise<void> {
  const due = await scheduled(context).select('id').where('publishAt', '<=', context.instant()).execute();
  for (const { id } of due) {
    const published = await context.store.write((tx) => {
      const proposal = tx.get(scheduled(context).selectAll().where('id', '=', id));
      // Withdrawn, or published by hand, since it was found due.
      if (!proposal?.publishAt || proposal.publishAt > context.instant()) return [];
      const by = byTheClock(proposal);
      if (missingNow(context, tx, proposal)) {
        clearSchedule(context, tx, proposal);
        const { processId, version } = proposal;
        const details = { version, reason: 'review-required' };
        tx.audit({ at: context.now(), by, action: 'version.unscheduled', target: processId, details });
        return [];
      }
      return publishVersionsOf(context, tx, by, proposal, undefined);
    });
    for (const { processId } of published) await context.liveVersionsChanged(processId);
  }
}

/** Whoever set the time publishes it. */
const byTheClock = ({ scheduledBy }: ProposalRow): Principal => ({
  userId: scheduledBy,
  roles: ['admin'],
  groups: [],
  via: { kind: 'library', id: 'schedule' },
});

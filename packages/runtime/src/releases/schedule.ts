/** A version that is published at a time: kept on disk, published once, also where nobody ran at that time. */
import { closureAt } from '@fortnight/shared/calendar';
import type { Publish, Published, Review } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import {
  assertMayPass,
  blackoutNow,
  closedBy,
  heldIn,
  overrideIn,
  overrideOf,
  publicationTime,
  readBlackout,
  reviewedMakers,
  type TimedOverride,
  told,
} from './blackout/index.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { processesIn, togetherOf } from './proposed-together.ts';
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

/**
 * Has an approved version published at a time to come; another time takes the place of the one before.
 *
 * Errors: 409 `publish-blackout` where that time lies in a blackout, and no reason is given.
 */
export async function schedule(
  context: ReleasesContext,
  by: Principal,
  id: string,
  { version, at, blackoutReason }: Pick<Publish, 'blackoutReason'> & { readonly version: number; readonly at: string },
): Promise<Published> {
  const publishAt = new Date(at).toISOString();
  await context.store.write((tx) => {
    const proposal = proposalFor(context, tx, id, version);
    assertOpen(proposal);
    const missing = missingNow(context, tx, proposal);
    if (missing) throw waitsForReview(context, tx, proposal, missing);
    const override = overrideAt(context, tx, by, proposal, { at: publishAt, reason: blackoutReason });
    const blackoutOverride = override ? JSON.stringify(override) : null;
    tx.run(
      context.db
        .updateTable('proposals')
        // Where no review is asked for any more, what waits for one is as good as approved.
        .set({ state: 'approved', publishAt, scheduledBy: by.userId, blackoutOverride, heldUntil: null })
        .where('id', '=', proposal.id),
    );
    const details = { version, publishAt, ...(override && { blackoutReason: override.reason }) };
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

/** Why its time lies in a blackout, where it does. Errors: 409 `publish-blackout` where nobody says why. */
function overrideAt(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  proposal: ProposalRow,
  { at, reason }: { readonly at: string; readonly reason: string | undefined },
): TimedOverride | undefined {
  const blackout = blackoutNow(context, tx);
  const versions = tx.all(togetherOf(context, [proposal.id]));
  const ids = versions.map(({ processId }) => processId);
  const closure = closureAt(blackout, ids, Date.parse(at));
  if (!closure) return undefined;
  if (reason === undefined) throw closedBy(told(blackout, ids, Date.parse(at), closure), blackout.calendar.timeZone, 'at');
  const makers = versions.flatMap((each) => reviewedMakers(context, tx, each) ?? []);
  assertMayPass(by, makers.length > 0 ? makers : undefined);
  return overrideOf(closure, reason);
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
  tx.run(
    db
      .updateTable('proposals')
      .set({ publishAt: null, scheduledBy: null, blackoutOverride: null, heldUntil: null })
      .where('id', '=', id),
  );

const scheduled = ({ db }: ReleasesContext) =>
  db.selectFrom('proposals').where('state', '=', 'approved').where('publishAt', 'is not', null).orderBy('publishAt');

/** When something is to be published, or put on record as held back, next; epoch ms, null where nothing is. */
export async function nextPublicationAt(context: ReleasesContext): Promise<number | null> {
  const rows = await scheduled(context).select(['id', 'publishAt', 'blackoutOverride', 'heldUntil']).execute();
  if (rows.length === 0) return null;
  const [blackout, pools] = await Promise.all([
    readBlackout(context),
    togetherOf(
      context,
      rows.map(({ id }) => id),
    ).execute(),
  ]);
  const processesOf = processesIn(pools);
  const times = rows.flatMap(({ id, publishAt, ...row }) => {
    if (publishAt === null) return [];
    const at = Date.parse(publishAt);
    if (at > context.now()) return [at];
    return publicationTime(blackout, processesOf(id), { ...row, publishAt }, context.now()) ?? [];
  });
  return times.length === 0 ? null : Math.min(...times);
}

/**
 * Publishes what is due; what lacks an approval by what is asked now loses its time and waits, and what falls into a blackout
 * waits until that is over: both on record.
 */
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
      if (isHeld(context, tx, by, { ...proposal, publishAt: proposal.publishAt })) return [];
      const blackoutReason = overrideIn(proposal.blackoutOverride)?.reason;
      return publishVersionsOf(context, tx, by, proposal, { blackoutReason, isSettled: true });
    });
    for (const { processId } of published) await context.liveVersionsChanged(processId);
  }
}

/** Whether it waits for the end of a blackout, which is put on record once. */
function isHeld(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  proposal: ProposalRow & { readonly publishAt: string },
): boolean {
  const { id, processId, version, publishAt, heldUntil } = proposal;
  const blackout = blackoutNow(context, tx);
  const ids = processesIn(tx.all(togetherOf(context, [id])))(id);
  const held = heldIn(blackout, ids, proposal, context.now());
  if (!held) return false;
  const until = held.nextFreeAt ?? 'never';
  if (heldUntil === until) return true;
  tx.run(context.db.updateTable('proposals').set({ heldUntil: until }).where('id', '=', id));
  const details = { version, publishAt, period: held.period, until };
  tx.audit({ at: context.now(), by, action: 'version.held', target: processId, details });
  tx.note({ kind: 'process', subject: processId, at: context.now(), body: { action: 'held', version, by: by.userId } });
  return true;
}

/** Whoever set the time publishes it. */
const byTheClock = ({ scheduledBy }: ProposalRow): Principal => ({
  userId: scheduledBy,
  roles: ['admin'],
  groups: [],
  via: { kind: 'library', id: 'schedule' },
});

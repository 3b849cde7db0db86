/** The one gate that whatever goes live passes: closed during a blackout, open to an admin with a reason. */
import { randomUUID } from 'node:crypto';
import { type Closure, closureAt } from '@fortnight/shared/calendar';
import type * as wire from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { assertMayOverride, makersOf } from '../review-asked.ts';
import { isAdmin } from '../rights.ts';
import { blackoutNow, told } from './reading.ts';

declare const passed: unique symbol;
/** That a version may go live: whoever has it passed the gate, or says that it takes no more cases than before. */
export interface Passage {
  readonly [passed]: true;
}
const passage = {} as Passage;

/** For a version that takes no more cases than before. */
export const noMoreCases: Passage = passage;

export interface Going {
  readonly versionId: string;
  readonly processId: string;
  readonly version: number;
}

export interface Overriding {
  /** Why an admin does not wait; absent: a blackout refuses. */
  readonly reason: string | undefined;
  /** Who made what goes live, where its process asks for review: they override nothing. */
  readonly makers?: readonly (string | null)[] | undefined;
}

/**
 * Lets versions that go live together pass, now.
 *
 * Errors: 409 `publish-blackout` with the period, its end and the next free time, where no reason is given; 403 where whoever
 * gives it is no admin, or made what goes live where that is reviewed.
 */
export function passBlackout(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  going: readonly Going[],
  { reason, makers }: Overriding,
): Passage {
  const blackout = blackoutNow(context, tx);
  const ids = going.map(({ processId }) => processId);
  const closure = closureAt(blackout, ids, context.now());
  if (!closure) return passage;
  if (reason === undefined) throw closedBy(told(blackout, ids, context.now(), closure), blackout.calendar.timeZone);
  assertMayPass(by, makers);
  for (const each of going) record(context, tx, by, each, { closure, reason });
  return passage;
}

/** Errors: 403 where this caller may not override a blackout. */
export function assertMayPass(by: Principal, makers: Overriding['makers']): void {
  if (!isAdmin(by)) throw new ReleaseRefused(403, 'role-missing', 'Only an admin lets something go live during a blackout.');
  if (makers) assertMayOverride(by, makers);
}

function record(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { versionId, processId, version }: Going,
  { closure: { name: period }, reason }: { readonly closure: Closure; readonly reason: string },
): void {
  const at = context.instant();
  const id = randomUUID();
  tx.run(
    context.db.insertInto('blackoutOverrides').values({ id, versionId, processId, version, at, by: by.userId, period, reason }),
  );
  tx.audit({ at: context.now(), by, action: 'blackout.overridden', target: processId, details: { version, period, reason } });
}

/** The refusal; `field` where it is about a time to come. */
export function closedBy({ period, endsOn, nextFreeAt }: wire.Closure, timeZone: string, field?: string): ReleaseRefused {
  const when = nextFreeAt === null ? 'There is no free time in the next three years.' : `The next free time is ${nextFreeAt}.`;
  const [closed, todo] =
    field === undefined
      ? [
          `"${period}" lasts until ${endsOn} (${timeZone}), and nothing goes live before it is over.`,
          'Send it again then, or have a version that was proposed published at that time (version and at of /publish)',
        ]
      : [
          `${field}: expected a time at which something may go live, found one in "${period}", which lasts until ${endsOn} (${timeZone}).`,
          'Choose that time or a later one',
        ];
  return new ReleaseRefused(
    409,
    'publish-blackout',
    `${closed} ${when} ${todo}, or let an admin say in "blackoutReason" why it cannot wait.`,
    { params: { period, endsOn, timeZone, nextFreeAt, ...(field !== undefined && { field }) } },
  );
}

/** Who made a version, where its process asks for review, or did when it was proposed; undefined where nobody is asked. */
export function reviewedMakers(
  { db }: ReleasesContext,
  tx: ReleaseTransaction,
  { versionId, processId }: Pick<Going, 'versionId' | 'processId'>,
): Overriding['makers'] {
  const proposal = tx.get(
    db
      .selectFrom('proposedVersions')
      .innerJoin('proposals', 'proposals.id', 'proposedVersions.proposalId')
      .select(['proposals.proposedBy', 'proposals.savedBy', 'proposals.isExempt', 'proposals.approvalsWanted'])
      .where('proposedVersions.versionId', '=', versionId),
  );
  const process = tx.get(db.selectFrom('processes').select('reviewApprovals').where('id', '=', processId));
  if (process?.reviewApprovals == null && !proposal?.approvalsWanted) return undefined;
  if (proposal) return proposal.isExempt === 1 ? undefined : makersOf(proposal);
  const version = tx.get(db.selectFrom('versions').select('createdBy').where('id', '=', versionId));
  return [version?.createdBy ?? null];
}

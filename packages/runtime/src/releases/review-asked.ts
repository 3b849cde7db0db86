/** Which versions wait for a review before they are published, and whose approval it takes. */
import type { Principal } from '../access/index.ts';
import type { Planned } from './pinned-calls.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { ReleaseRefused } from './refusal.ts';
import type { ProposalRow, ReviewVoteRow } from './tables.ts';
import { contentOf, liveVersion, type Publishable } from './version-rows.ts';

/** What a process asks before a version of it is published, as it was read before the database was written. */
export interface Asked {
  readonly processId: string;
  readonly name: string;
  /** How many admins; null where no review is asked for. */
  readonly approvals: number | null;
  readonly liveId: string | null;
  /** Nothing that runs differs from the live version, and no test. */
  readonly isSame: boolean;
  readonly touchedCheckpoints: readonly string[];
}

/** Compares each with the live version of its process, where that asks for review. */
export async function readAsked(context: ReleasesContext, publishables: readonly Publishable[]): Promise<readonly Asked[]> {
  return Promise.all(
    publishables.map(async ({ checked: { id }, content }) => {
      const process = await context.db.selectFrom('processes').selectAll().where('id', '=', id).executeTakeFirst();
      const live = await liveVersion(context.db, id).executeTakeFirst();
      const approvals = process?.reviewApprovals ?? null;
      const compared = approvals === null ? undefined : await context.documents.compare(live ? contentOf(live) : null, content);
      return {
        processId: id,
        name: process?.name ?? id,
        approvals,
        liveId: live?.id ?? null,
        isSame: live !== undefined && (compared?.isSame ?? false),
        touchedCheckpoints: compared?.touchedCheckpoints ?? [],
      };
    }),
  );
}

/**
 * What is asked of those that are new; those that only look otherwise than what is live are asked nothing.
 *
 * Errors: 409 when a process has another live version, or asks otherwise, than what was read.
 */
export function askedOf(
  { db }: ReleasesContext,
  tx: ReleaseTransaction,
  planned: readonly Planned[],
  read: readonly Asked[],
): readonly Asked[] {
  return planned.flatMap(({ publishable, same, live, id, pins }) => {
    const asked = read.find(({ processId }) => processId === publishable.checked.id);
    if (!asked) throw new Error(`what ${publishable.checked.id} asks was not read`);
    const standing = tx.get(db.selectFrom('processes').select('reviewApprovals').where('id', '=', asked.processId));
    if ((live?.id ?? null) !== asked.liveId || (standing?.reviewApprovals ?? null) !== asked.approvals)
      throw new ReleaseRefused(
        409,
        'process-changed',
        `Another version of "${asked.name}" went live meanwhile, or it asks for another review; look at it, and send this again.`,
        { params: { processId: asked.processId } },
      );
    const isLive = same !== undefined && same.id === id && same.id === live?.id;
    const isExempt = asked.isSame && live?.pins === pins;
    return asked.approvals === null || isLive || isExempt ? [] : [asked];
  });
}

export const reviewRequired = ({ processId, name }: Pick<Asked, 'processId' | 'name'>) =>
  new ReleaseRefused(
    409,
    'review-required',
    `"${name}" asks for review, so nothing was published. Propose it: POST /processes/${processId}/reviews for its draft, "propose": true in a deployment, --propose on the command line.`,
    { params: { processId, name } },
  );

/** What is still missing before a version may be published. */
export interface Missing {
  readonly admins: number;
  readonly isRiskMissing: boolean;
}

/** One person's approval counts once: who is an admin and of the second line stands for one of the two. */
export function missingOf(
  proposal: Pick<ProposalRow, 'isRiskWanted'>,
  approvalsWanted: number,
  votes: readonly Pick<ReviewVoteRow, 'roles'>[],
): Missing | undefined {
  const roles = votes.map((vote): string[] => JSON.parse(vote.roles));
  const both = roles.filter((each) => each.includes('admin') && each.includes('risk')).length;
  const admins = roles.filter((each) => each.includes('admin')).length - both;
  const risks = roles.filter((each) => each.includes('risk')).length - both;
  const riskWanted = proposal.isRiskWanted;
  const bothAsRisk = Math.min(both, Math.max(riskWanted - risks, 0));
  const missing = {
    admins: Math.max(approvalsWanted - admins - (both - bothAsRisk), 0),
    isRiskMissing: risks + bothAsRisk < riskWanted,
  };
  return missing.admins > 0 || missing.isRiskMissing ? missing : undefined;
}

/** Who made a version: they approve nothing of it. */
export const makersOf = ({ proposedBy, savedBy }: Pick<ProposalRow, 'proposedBy' | 'savedBy'>): readonly string[] => [
  ...new Set([proposedBy, savedBy].filter((each) => each !== null)),
];

/** Errors: refuses whoever is no person, and whoever made it. */
export function assertMayOverride(by: Principal, makers: readonly (string | null)[]): void {
  assertPerson(by);
  if (makers.includes(by.userId)) throw ownVersion('publish it without a review');
}

export function assertPerson(by: Principal): asserts by is Principal & { readonly userId: string } {
  if (by.userId === null)
    throw new ReleaseRefused(403, 'person-needed', 'A review is done by people: sign in, or use a key that belongs to a person.');
}

export const ownVersion = (what: string) =>
  new ReleaseRefused(403, 'own-version', `Whoever proposed a version, or drew it last, cannot ${what}; somebody else does.`);

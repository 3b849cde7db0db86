import type { WaitingVersion } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import type { ReleasesContext } from './ports.ts';
import { makersOf } from './review-asked.ts';
import { isAdmin } from './rights.ts';

const shownAtMost = 50;

/** What this reader is to review or to publish, the oldest first. */
export async function listWaiting({ db }: ReleasesContext, by: Principal): Promise<WaitingVersion[]> {
  const isRisk = by.roles.includes('risk');
  if (!isAdmin(by) && !isRisk) return [];
  let select = db
    .selectFrom('proposals')
    .innerJoin('processes', 'processes.id', 'proposals.processId')
    .innerJoin('versions', (join) =>
      join.onRef('versions.processId', '=', 'proposals.processId').onRef('versions.version', '=', 'proposals.version'),
    )
    .leftJoin('reviewVotes', (join) =>
      join.onRef('reviewVotes.proposalId', '=', 'proposals.id').on('reviewVotes.by', '=', by.userId ?? ''),
    )
    .selectAll('proposals')
    .select(['processes.name as processName', 'versions.versionTag', 'versions.note', 'reviewVotes.id as voteId'])
    .where('proposals.state', 'in', ['inReview', 'approved'])
    .orderBy('proposals.proposedAt')
    .limit(shownAtMost);
  if (!isAdmin(by)) select = select.where('proposals.state', '=', 'inReview').where('proposals.isRiskWanted', '=', 1);
  const rows = await select.execute();
  return rows
    .filter(({ state, voteId, ...row }) => state === 'approved' || (voteId === null && !makersOf(row).includes(by.userId ?? '')))
    .map(({ processId, processName, version, versionTag, note, proposedBy, proposedAt, state }) => ({
      processId,
      processName,
      version,
      versionTag,
      note,
      proposedBy,
      proposedAt,
      waitsFor: state === 'approved' ? ('publication' as const) : ('review' as const),
    }));
}

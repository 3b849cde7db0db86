/** The processes of a proposal: one, or every executable pool of its drawing, which go live together. */
import type { ReleasesContext } from './ports.ts';
import type { ProposedVersionRow } from './tables.ts';

/** The versions of these proposals. */
export const togetherOf = ({ db }: ReleasesContext, proposalIds: readonly string[]) =>
  db
    .selectFrom('proposedVersions')
    .select(['proposalId', 'versionId', 'processId'])
    .where('proposalId', 'in', [...proposalIds]);

/** Which processes a proposal has among these. */
export function processesIn(
  rows: readonly Pick<ProposedVersionRow, 'proposalId' | 'processId'>[],
): (proposalId: string) => readonly string[] {
  const grouped = Map.groupBy(rows, ({ proposalId }) => proposalId);
  return (proposalId) => (grouped.get(proposalId) ?? []).map(({ processId }) => processId);
}

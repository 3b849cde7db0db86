import type { Version } from '@fortnight/shared/contract';

/** How a version stands that was proposed: one that nobody was asked to review waits, and is not approved by anybody. */
export const openStateOf = ({ state, proposal }: Pick<Version, 'state' | 'proposal'>): Version['state'] | 'waits' =>
  state === 'approved' && proposal?.approvalsWanted === 0 && !proposal.isRiskWanted ? 'waits' : state;

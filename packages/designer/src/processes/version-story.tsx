import type { Version } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { useFormat } from '../ui/index.ts';

/** Who proposed a version, who approved it, what came of it, and when. */
export function VersionStory({ version }: { readonly version: Version }) {
  const { t } = useTranslation('processes');
  const { nameOf } = useDirectory();
  const { when, full } = useFormat();
  const { proposal, publishedAt, publishedBy, state } = version;
  const at = proposal?.proposedAt ?? publishedAt ?? version.createdAt;
  const wanted = proposal ? proposal.approvalsWanted + (proposal.isRiskWanted ? 1 : 0) : 0;
  const said = [
    ...(proposal ? [t('versionList.proposed', { name: nameOf(proposal.proposedBy), when: when(proposal.proposedAt) })] : []),
    ...(proposal && state === 'inReview'
      ? [t('versionList.approved', { count: proposal.approvals.length, wanted }), ...openComments()]
      : []),
    ...(proposal && state === 'approved' && proposal.approvals.length > 0
      ? [t('versionList.reviewedBy', { names: proposal.approvals.map(({ by }) => nameOf(by)).join(t('versionList.join')) })]
      : []),
    ...closed(),
    ...(publishedAt === null ? [] : [t('versionList.published', { name: nameOf(publishedBy), when: when(publishedAt) })]),
  ];
  return (
    <p className="ui-second ui-small" title={full(at)}>
      {said.join(t('versionList.apart'))}
    </p>
  );

  function openComments(): readonly string[] {
    const count = proposal?.openCommentCount ?? 0;
    return count > 0 ? [t('versionList.commentsOpen', { count })] : [];
  }

  function closed(): readonly string[] {
    if (!proposal || (state !== 'declined' && state !== 'withdrawn')) return [];
    const { closedBy, closedAt, reason, replacedBy } = proposal;
    if (replacedBy !== null) return [t('versionList.replaced', { version: replacedBy })];
    const by = { name: nameOf(closedBy), when: when(closedAt ?? version.createdAt), reason: reason ?? '' };
    if (state === 'declined') return [t('versionList.declined', by)];
    return [t(reason === null ? 'versionList.withdrawn' : 'versionList.withdrawnWhy', by)];
  }
}

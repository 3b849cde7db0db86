import type { Review } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useDirectory, useMe } from '../session/index.ts';
import { Avatar, useFormat } from '../ui/index.ts';

/** Who decided what, and whose approval is still wanted. */
export function Reviewers({ review }: { readonly review: Review }) {
  const { t } = useTranslation('review');
  const { nameOf } = useDirectory();
  const { when, full } = useFormat();
  const me = useMe();
  const { votes, version } = review;
  const { proposal, state } = version;
  if (!proposal) return null;
  const approved = votes.filter(({ outcome }) => outcome === 'approve');
  const wanted = proposal.approvalsWanted + (proposal.isRiskWanted ? 1 : 0);
  const admins = approved.filter(({ roles }) => roles.includes('admin')).length;
  const risks = approved.filter(({ roles }) => roles.includes('risk')).length;
  const isOpen = state === 'inReview';
  return (
    <section aria-labelledby="review-reviewers">
      <header className="ui-row">
        <h3 id="review-reviewers" className="ui-grow">
          {t('reviewers.title')}
        </h3>
        <span className="ui-second ui-small ui-num">
          {wanted === 0 ? t('reviewers.notAsked') : t('reviewers.count', { count: Math.min(approved.length, wanted), wanted })}
        </span>
      </header>
      <ul className="review-reviewers">
        {votes.map(({ by, roles, outcome, comment, at }) => (
          <li key={by}>
            <Avatar name={nameOf(by)} />
            <span className="ui-grow">
              <b>{by === me.userId ? t('reviewers.you') : nameOf(by)}</b>{' '}
              <span className="ui-second">{roles.map((role) => t(`reviewers.role.${role}`)).join(t('join'))}</span>
              {comment && <span className="review-vote-comment">{comment}</span>}
            </span>
            <span className={`ui-small review-vote is-${outcome}`} title={full(at)}>
              {t(`reviewers.${outcome}`, { when: when(at) })}
            </span>
          </li>
        ))}
        {isOpen && admins < proposal.approvalsWanted && (
          <Wanted name={t('reviewers.admins', { count: proposal.approvalsWanted - admins })} />
        )}
        {isOpen && proposal.isRiskWanted && risks === 0 && <Wanted name={t('reviewers.risk')} />}
      </ul>
    </section>
  );
}

function Wanted({ name }: { name: string }) {
  const { t } = useTranslation('review');
  return (
    <li>
      <span className="review-wanted" aria-hidden="true" />
      <span className="ui-grow">{name}</span>
      <span className="ui-second ui-small">{t('reviewers.notYet')}</span>
    </li>
  );
}

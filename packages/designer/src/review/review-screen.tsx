import './review.css';
import type { Review, Version } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isNotThere, queries, useRefusalText } from '../client/index.ts';
import { NoProcess, ProcessBar, VersionActions, VersionPill } from '../processes/index.ts';
import { useDirectory } from '../session/index.ts';
import { LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { Compared } from './compared.tsx';
import { Decision } from './decision.tsx';

/** A version against another one: its own review, or a mere comparison where `against` names a version. */
export function ReviewScreen() {
  const { processId, version: asked } = useParams({ from: '/inside/processes/$processId/review/$version' });
  const { against: named } = useSearch({ from: '/inside/processes/$processId/review/$version' });
  const refusalText = useRefusalText();
  const number = Number(asked);
  const { data: version, error, refetch } = useQuery(queries.version(processId, number));
  const against = named === undefined ? (version?.proposal?.against ?? null) : Number(named);
  const isReview = version?.proposal !== null && (named === undefined || version?.proposal?.against === against);
  const review = useQuery({ ...queries.review(processId, number), enabled: version !== undefined && isReview });
  if (isNotThere(error)) return <NoProcess />;
  const failure = error ?? review.error;
  const isRead = version !== undefined && (!isReview || review.data !== undefined);
  return (
    <>
      <ProcessBar processId={processId} isOfVersions />
      {failure && <ProblemBanner title={refusalText(failure)} onRetry={() => void (error ? refetch() : review.refetch())} />}
      {!isRead && !failure && <LoadingSkeleton lines={12} />}
      {isRead && (
        <>
          <Head version={review.data?.version ?? version} against={against} review={isReview ? review.data : undefined} />
          <Compared processId={processId} version={version} against={against} review={isReview ? review.data : undefined} />
        </>
      )}
    </>
  );
}

interface HeadProps {
  readonly version: Version;
  readonly against: number | null;
  readonly review: Review | undefined;
}

/** What is compared, who proposed it and why, what came of it, and what one may do. */
function Head({ version, against, review }: HeadProps) {
  const { t } = useTranslation('review');
  const { nameOf } = useDirectory();
  const { when, full } = useFormat();
  const { proposal, note } = version;
  const title =
    against === null ? t('titleFirst', { version: version.version }) : t('title', { version: version.version, against });
  const isClosed = version.state === 'declined' || version.state === 'withdrawn';
  return (
    <header className="review-head">
      <div className="ui-grow">
        <div className="ui-row">
          <h2>{title}</h2>
          <VersionPill version={version} />
          {proposal && (
            <span className="ui-second ui-small" title={full(proposal.proposedAt)}>
              {t('proposed', { name: nameOf(proposal.proposedBy), when: when(proposal.proposedAt) })}
            </span>
          )}
        </div>
        {note && <p className="ui-second ui-small">{t('quoted', { text: note })}</p>}
        {isClosed && proposal && <p className="review-closed ui-small">{sayClosed()}</p>}
      </div>
      {review && (
        <div className="review-actions">
          <VersionActions review={review} isQuiet={review.can.includes('approve')} />
          <Decision review={review} />
        </div>
      )}
    </header>
  );

  function sayClosed(): string {
    const said = { name: nameOf(proposal?.closedBy ?? null), when: when(proposal?.closedAt ?? version.createdAt) };
    if (proposal?.replacedBy != null) return t('replaced', { version: proposal.replacedBy });
    const text = proposal?.reason ? t('quoted', { text: proposal.reason }) : '';
    return `${t(version.state === 'declined' ? 'declined' : 'withdrawn', said)} ${text}`.trim();
  }
}

import './iterations.css';
import type { Iteration } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isNotThere, queries, useRefusalText } from '../client/index.ts';
import { EmptyState, LoadingSkeleton, ProblemBanner, usePageTitle } from '../ui/index.ts';
import { Board } from './board.tsx';
import { DaysLine } from './days-line.tsx';
import { HistoryTab } from './history-tab.tsx';
import { IterationBar } from './iteration-bar.tsx';
import { IterationHead } from './iteration-head.tsx';
import { ReleaseNotesTab } from './release-notes-tab.tsx';
import { TargetFigures } from './target-figures.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

/** One iteration: its fourteen days, what was to change, the board, and what the figures let one say. */
export function IterationScreen() {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const { iterationId } = useParams({ from: '/inside/iterations/$iterationId' });
  const { tab } = useSearch({ from: '/inside/iterations/$iterationId' });
  const { data, error, refetch } = useQuery(queries.iteration(iterationId));
  usePageTitle(data ? t('name', { number: data.number }) : t('title'));
  if (isNotThere(error))
    return (
      <>
        <h1 className="ui-unseen">{t('title')}</h1>
        <EmptyState title={t('notThere.title')} action={<Link to="/iterations">{t('notThere.back')}</Link>}>
          {t('notThere.note')}
        </EmptyState>
      </>
    );
  return (
    <>
      <IterationBar iteration={data} />
      {error && <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingSkeleton lines={12} />}
      {data && (
        <>
          <IterationHead iteration={data}>
            <DaysLine iteration={data} />
          </IterationHead>
          {tab === 'notes' ? (
            <ReleaseNotesTab iteration={data} />
          ) : tab === 'history' ? (
            <HistoryTab iteration={data} />
          ) : (
            <BoardTab iteration={data} />
          )}
        </>
      )}
    </>
  );
}

function BoardTab({ iteration }: { iteration: Iteration }) {
  const { data, error, refetch } = useQuery(queries.evidence(iteration.id));
  return (
    <div className="iterations-body">
      <div className="iterations-left">
        <TargetFigures iteration={iteration} evidence={data} />
        <Board iteration={iteration} />
      </div>
      <VerdictPanel iteration={iteration} evidence={data} error={error} onRetry={() => void refetch()} />
    </div>
  );
}

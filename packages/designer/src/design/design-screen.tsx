import './design.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, isNotThere, queries, useRefusalText } from '../client/index.ts';
import { NoProcess, ProcessBar } from '../processes/index.ts';
import { LoadingSkeleton, ProblemBanner } from '../ui/index.ts';
import { Drawing } from './drawing.tsx';
import { lastSave } from './last-saves.ts';
import { ReadOnlyDesign } from './read-only-design.tsx';

/** The design of a process: drawn by whoever may, read by whoever may not. */
export function DesignScreen() {
  const { processId } = useParams({ from: '/inside/processes/$processId/design' });
  return <Design key={processId} processId={processId} />;
}

function Design({ processId }: { processId: string }) {
  const { t } = useTranslation('design');
  const refusalText = useRefusalText();
  const process = useQuery(queries.process(processId));
  // What stands in the cache may be older than what somebody else saved; what is drawn here is never read over.
  const draft = useQuery({
    ...queries.draft(processId),
    queryFn: async () => {
      await lastSave(processId);
      return api.getDraft(processId);
    },
    gcTime: 0,
    refetchOnMount: 'always',
  });
  const error = process.error ?? draft.error;
  if (isNotThere(process.error)) return <NoProcess />;
  if (error && !draft.data)
    return (
      <>
        <ProcessBar processId={processId} />
        <ProblemBanner title={t('screen.failed')} onRetry={() => void Promise.all([process.refetch(), draft.refetch()])}>
          {refusalText(error)}
        </ProblemBanner>
      </>
    );
  if (!process.data || !draft.data || !draft.isFetchedAfterMount)
    return (
      <>
        <ProcessBar processId={processId} />
        <LoadingSkeleton lines={12} />
      </>
    );
  return process.data.can.includes('edit') ? (
    <Drawing process={process.data} draft={draft.data} />
  ) : (
    <ReadOnlyDesign process={process.data} draft={draft.data} />
  );
}

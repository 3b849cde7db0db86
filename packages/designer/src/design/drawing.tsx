import type { Draft, ProcessDetail } from '@fortnight/shared/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProcessCanvas, processOf, textOf } from '../modeler/index.ts';
import { ProcessBar } from '../processes/index.ts';
import { LoadingSkeleton, ProblemBanner, useMedia } from '../ui/index.ts';
import { Conflict } from './conflict.tsx';
import { DesignActions } from './design-actions.tsx';
import { DraftNote } from './draft-note.tsx';
import { DropZone } from './drop-zone.tsx';
import { FormPage } from './form-page.tsx';
import { makeForm } from './make-form.ts';
import { PlayPage } from './play-page.tsx';
import { ProblemsBar } from './problems-bar.tsx';
import { PropertiesPart } from './properties-part.tsx';
import { ReadOnlyDesign } from './read-only-design.tsx';
import { useDraft } from './use-draft.ts';
import { usePreparedXml } from './use-prepared-xml.ts';
import { useStageCounts } from './use-stage-counts.ts';

/** The draft on the canvas, with everything around it. */
export function Drawing({ process, draft }: { process: ProcessDetail; draft: Draft }) {
  const isNarrow = useMedia('(max-width: 700px)');
  return isNarrow ? <ReadOnlyDesign process={process} draft={draft} /> : <WideDrawing process={process} draft={draft} />;
}

function WideDrawing({ process, draft: latest }: { process: ProcessDetail; draft: Draft }) {
  const { t } = useTranslation('design');
  const [draft] = useState(latest);
  const session = useDraft(draft);
  const { editor } = session;
  const prepared = usePreparedXml(draft.bpmn);
  const [failure, setFailure] = useState<unknown>();
  const { element, form, play } = useSearch({ from: '/inside/processes/$processId/design' });
  const navigate = useNavigate();
  const onEditForm = (formId: string | undefined) =>
    void navigate({
      to: '/processes/$processId/design',
      params: { processId: process.id },
      search: formId ? { form: formId } : {},
    });

  const onMakeForm = (formId: string) => {
    if (editor) makeForm(session, editor, formId);
    onEditForm(formId);
  };

  const onPlay = (testId: string | undefined) =>
    void navigate({
      to: '/processes/$processId/design',
      params: { processId: process.id },
      search: testId === undefined ? {} : { play: testId },
    });
  const isPlaying = play !== undefined;

  useEffect(() => {
    if (editor && element) editor.show(element);
  }, [editor, element]);

  const counts = useStageCounts(process.id, process.liveVersion !== null);
  useEffect(() => {
    // Again with each change: a stage may have been collapsed by it.
    if (editor && counts && session.revision >= 0) editor.markCounts(counts);
  }, [editor, counts, session.revision]);

  return (
    <>
      {!isPlaying && (
        <ProcessBar
          processId={process.id}
          drawnName={editor && textOf(processOf(editor), 'name')}
          note={
            <DraftNote
              draft={latest}
              open={process.openVersion}
              state={session.state}
              onRetry={() => void session.saver.flush()}
            />
          }
        >
          {editor && <DesignActions process={process} session={session} editor={editor} onPlay={onPlay} />}
        </ProcessBar>
      )}
      {editor && <Conflict session={session} editor={editor} processId={process.id} />}
      {failure !== undefined && (
        <ProblemBanner title={t('screen.notDrawn')}>{failure instanceof Error ? failure.message : String(failure)}</ProblemBanner>
      )}
      <DropZone editor={editor} processId={process.id} isHidden={form !== undefined || isPlaying}>
        <Suspense fallback={<LoadingSkeleton lines={12} />}>
          {prepared !== undefined && <ProcessCanvas xml={prepared} onEditor={session.onEditor} onFailed={setFailure} />}
        </Suspense>
        {editor && <PropertiesPart session={session} editor={editor} onEditForm={onMakeForm} />}
      </DropZone>
      {editor && isPlaying && <PlayPage process={process} session={session} testId={play} onLeave={() => onPlay(undefined)} />}
      {editor && !isPlaying && form !== undefined && (
        <FormPage session={session} editor={editor} formId={form} onClose={() => onEditForm(undefined)} />
      )}
      {editor && !isPlaying && (
        <ProblemsBar
          session={session}
          editor={editor}
          onDiagram={() => form !== undefined && onEditForm(undefined)}
          onEditForm={onMakeForm}
        />
      )}
    </>
  );
}

import type { ProcessDetail } from '@fortnight/shared/contract';
import { toModel } from '@fortnight/shared/model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ProblemError, queries, useRefusalText } from '../client/index.ts';
import type { Editor } from '../modeler/index.ts';
import { DraftOpinion } from '../opinion/index.ts';
import { PublishTests, useJudgedTests } from '../play/index.ts';
import { findProblems } from './live-problems.ts';
import { ProblemLine } from './problem-line.tsx';
import type { DraftSession } from './use-draft.ts';
import { useDrawing } from './use-drawing.ts';
import { useDrawnWords } from './use-problem-words.ts';
import { usePublished } from './use-published.ts';

interface PublishDialogProps {
  readonly process: ProcessDetail;
  readonly session: DraftSession;
  readonly editor: Editor;
  readonly onClose: () => void;
  readonly onPlay: (testId: string) => void;
}

/** Makes what is drawn live (admin), or asks for it (owner): what changed, under which tag; errors block. */
export function PublishDialog({ process, session, editor, onClose, onPlay }: PublishDialogProps) {
  const { t } = useTranslation('design');
  const mayPublish = process.can.includes('publish');
  // What was asked for is what an admin looks at first.
  const asked = process.publicationRequest;
  const [note, setNote] = useState(asked?.note ?? '');
  const [versionTag, setVersionTag] = useState(asked?.versionTag ?? '');
  const ids = useId();
  const publication = usePublication({ process, session, mayPublish, onClose });
  const { processIds } = usePublished();
  const [pools] = useState(() => poolsBeside(process.id, editor));
  const [problems] = useState(() => findProblems(editor.definitions(), { forms: session.forms, processIds }));
  const errors = problems.filter(({ severity }) => severity === 'error');
  const refused = publication.error instanceof ProblemError ? publication.error.problems : [];
  const tests = useJudgedTests(process.id, useDrawing(session));
  const [reason, setReason] = useState('');
  const lacksReason = (tests?.failedCount ?? 0) > 0 && reason.trim() === '';
  const isBlocked = mayPublish && (errors.length > 0 || lacksReason);
  const next = process.versionCount + 1;
  const etag = useSaved(session);
  const called = useDrawnWords(editor);
  return (
    <Modal
      open
      title={mayPublish ? t('publish.title', { version: next }) : t('publish.askTitle')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('screen.cancel')}
        </Button>,
        <Button
          key="ok"
          type="primary"
          disabled={isBlocked}
          loading={publication.isPending}
          onClick={() => publication.mutate({ note: note.trim(), versionTag: versionTag.trim(), reason: reason.trim() })}
        >
          {mayPublish ? t('publish.action', { version: next }) : t('publish.ask')}
        </Button>,
      ]}
    >
      <div className="design-publish">
        <p className="ui-second">{mayPublish ? t('publish.effect', { count: process.runningCount }) : t('publish.askEffect')}</p>
        {pools.length > 0 && <p className="ui-second">{t('publish.pools', { names: pools.join(', ') })}</p>}
        <label htmlFor={`${ids}-note`}>{t('publish.note')}</label>
        <Input.TextArea
          id={`${ids}-note`}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={note}
          placeholder={t('publish.noteHint')}
          onChange={(event) => setNote(event.target.value)}
        />
        <label htmlFor={`${ids}-tag`}>{t('publish.tag')}</label>
        <Input
          id={`${ids}-tag`}
          maxLength={100}
          value={versionTag}
          placeholder={t('publish.tagHint')}
          onChange={(event) => setVersionTag(event.target.value)}
        />
        {tests && tests.judged.length > 0 && (
          <PublishTests tests={tests} onPlay={onPlay} reason={reason} onReason={mayPublish ? setReason : undefined} />
        )}
        <DraftOpinion
          processId={process.id}
          etag={etag}
          called={called}
          onShow={(id) => {
            onClose();
            editor.show(id);
          }}
        />
        {errors.length > 0 && (
          <section aria-label={t('publish.problems')}>
            <p role="alert">
              {mayPublish ? t('publish.blocked', { count: errors.length }) : t('publish.askWithErrors', { count: errors.length })}
            </p>
            <ul className="design-problems">
              {errors.slice(0, 8).map((problem) => (
                <ProblemLine
                  key={`${problem.code} ${problem.elementId} ${problem.field} ${problem.message}`}
                  problem={problem}
                  editor={editor}
                  onShow={onClose}
                  onEditForm={undefined}
                />
              ))}
            </ul>
          </section>
        )}
        {refused.length > 0 && (
          <ul className="design-problems" role="alert">
            {refused.map((problem) => (
              <ProblemLine
                key={`${problem.code} ${problem.elementId} ${problem.message}`}
                problem={problem}
                editor={editor}
                onShow={onClose}
                onEditForm={undefined}
              />
            ))}
          </ul>
        )}
      </div>
    </Modal>
  );
}

/** The names of the other pools that are published as well. */
function poolsBeside(processId: string, editor: Editor): readonly string[] {
  const definitions = editor.definitions();
  if (!definitions) return [];
  const { processes, participants } = toModel(definitions);
  return processes
    .filter(({ id, isExecutable }) => isExecutable && id !== processId)
    .map(({ id, name }) => name ?? participants.find(({ processRef }) => processRef === id)?.name ?? id);
}

/** The ETag of what is drawn, once it is saved. */
function useSaved({ saver }: DraftSession): string | undefined {
  const [etag, setEtag] = useState<string>();
  useEffect(() => {
    let isHere = true;
    void saver.flush().then((isSaved) => isHere && isSaved && setEtag(saver.etag()));
    return () => {
      isHere = false;
    };
  }, [saver]);
  return etag;
}

function usePublication({
  process,
  session,
  mayPublish,
  onClose,
}: Pick<PublishDialogProps, 'process' | 'session' | 'onClose'> & { mayPublish: boolean }) {
  const { t } = useTranslation('design');
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  return useMutation({
    mutationFn: async ({ note, versionTag, reason }: { note: string; versionTag: string; reason: string }) => {
      if (!(await session.saver.flush())) throw new NotSaved(t('publish.notSaved'));
      const body = { ...(note && { note }), ...(versionTag && { versionTag }), etag: session.saver.etag() };
      if (!mayPublish) return { said: await api.askForPublication(process.id, body).then(() => t('publish.asked')) };
      const { version, created } = await api.publish(process.id, { ...body, ...(reason && { failedPlaysReason: reason }) });
      const draft = await client.fetchQuery({ ...queries.draft(process.id), staleTime: 0 });
      session.saver.standOn(draft, true);
      return { said: t(created ? 'publish.live' : 'publish.same', { version: version.version }) };
    },
    onSuccess: async ({ said }) => {
      await client.invalidateQueries({ queryKey: ['processes'] });
      message.success(said, 6);
      onClose();
    },
    onError: (error) => message.error(error instanceof NotSaved ? error.message : refusalText(error)),
  });
}

/** What is drawn must be saved before it can be published. */
class NotSaved extends Error {}

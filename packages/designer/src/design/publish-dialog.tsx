import './publish.css';
import type { ProcessDetail } from '@fortnight/shared/contract';
import { toModel } from '@fortnight/shared/model';
import { Button, Input, Modal } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangesPart, useChangesSince } from '../changes/index.ts';
import { ProblemError } from '../client/index.ts';
import type { Editor } from '../modeler/index.ts';
import { DraftOpinion } from '../opinion/index.ts';
import { PublishTests, useJudgedTests } from '../play/index.ts';
import { findProblems } from './live-problems.ts';
import { ProblemLine } from './problem-line.tsx';
import { PublishProblems } from './publish-problems.tsx';
import type { DraftSession } from './use-draft.ts';
import { useDrawing } from './use-drawing.ts';
import { useDrawnWords } from './use-problem-words.ts';
import { usePublication } from './use-publication.ts';
import { usePublished } from './use-published.ts';

interface PublishDialogProps {
  readonly process: ProcessDetail;
  readonly session: DraftSession;
  readonly editor: Editor;
  readonly onClose: () => void;
  readonly onPlay: (testId: string) => void;
}

/**
 * Makes what is drawn live (admin), or asks for it (owner).
 *
 * First what one must know: problems, tests that do not pass, paths on which the case comes to harm, what changed; then why.
 */
export function PublishDialog({ process, session, editor, onClose, onPlay }: PublishDialogProps) {
  const { t } = useTranslation('design');
  const mayPublish = process.can.includes('publish');
  // What was asked for is what an admin looks at first.
  const asked = process.publicationRequest;
  const [note, setNote] = useState(asked?.note ?? '');
  const [versionTag, setVersionTag] = useState(asked?.versionTag ?? '');
  const ids = useId();
  const publication = usePublication({ process, session, onDone: onClose });
  const { processIds } = usePublished();
  const [model] = useState(() => modelOf(editor));
  const pools = poolsBeside(process.id, model);
  const [problems] = useState(() => findProblems(editor.definitions(), { forms: session.forms, processIds }));
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  const refused = publication.error instanceof ProblemError ? publication.error.problems : [];
  const tests = useJudgedTests(process.id, useDrawing(session));
  const [reason, setReason] = useState('');
  const lacksReason = (tests?.failedCount ?? 0) > 0 && reason.trim() === '';
  const isBlocked = mayPublish && (hasErrors || lacksReason);
  const changes = useChangesSince(process.id, process.liveVersion?.version, { model, forms: session.forms });
  const next = process.versionCount + 1;
  const etag = useSaved(session);
  const called = useDrawnWords(editor);
  const show = (elementId: string) => {
    onClose();
    editor.show(elementId);
  };
  return (
    <Modal
      open
      width={720}
      title={mayPublish ? t('publish.title', { version: next }) : t('publish.askTitle')}
      onCancel={onClose}
      footer={[
        isBlocked && (
          <span key="blocked" id={`${ids}-blocked`} className="design-publish-blocked">
            {t(hasErrors ? 'publish.blockedByErrors' : 'publish.blockedByTests')}
          </span>
        ),
        <Button key="cancel" onClick={onClose}>
          {t('screen.cancel')}
        </Button>,
        <Button
          key="ok"
          type="primary"
          disabled={isBlocked}
          {...(isBlocked && { 'aria-describedby': `${ids}-blocked` })}
          loading={publication.isPending}
          onClick={() => publication.mutate({ note: note.trim(), versionTag: versionTag.trim(), reason: reason.trim() })}
        >
          {mayPublish ? t('publish.action', { version: next }) : t('publish.ask')}
        </Button>,
      ]}
    >
      <div className="design-publish">
        <p className="ui-second">{mayPublish ? t('publish.effect', { count: process.runningCount }) : t('publish.askEffect')}</p>
        {pools.length > 0 && <p className="ui-second">{t('publish.pools', { names: pools.join(t('publish.join')) })}</p>}
        <PublishProblems problems={problems} editor={editor} mayPublish={mayPublish} onShow={onClose} />
        {tests && <PublishTests tests={tests} onPlay={onPlay} reason={reason} onReason={mayPublish ? setReason : undefined} />}
        <DraftOpinion processId={process.id} etag={etag} called={called} onShow={show} />
        {changes && <ChangesPart changes={changes} onShow={show} />}
        <div className="design-publish-why">
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
        </div>
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

function modelOf(editor: Editor) {
  const definitions = editor.definitions();
  return definitions ? toModel(definitions) : undefined;
}

/** The names of the other pools that are published as well. */
function poolsBeside(processId: string, model: ReturnType<typeof modelOf>): readonly string[] {
  const { processes, participants } = model ?? { processes: [], participants: [] };
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

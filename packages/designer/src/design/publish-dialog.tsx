import './publish.css';
import type { ProcessDetail } from '@fortnight/shared/contract';
import { toModel } from '@fortnight/shared/model';
import { Button, Checkbox, Input, Modal } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BlackoutChoice, useBlackoutWay } from '../blackout/index.ts';
import { ChangesPart, useChangesSince } from '../changes/index.ts';
import { ProblemError } from '../client/index.ts';
import { Impact } from '../impact/index.ts';
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
 * Makes what is drawn live, or proposes it; an admin who did not draw it may say why it does not wait for the review.
 *
 * First what one must know: problems, tests that do not pass, paths on which the case comes to harm, what changed; then why.
 */
export function PublishDialog({ process, session, editor, onClose, onPlay }: PublishDialogProps) {
  const { t } = useTranslation(['design', 'processes']);
  const mayPublish = process.can.includes('publish');
  const [overrideReason, setOverrideReason] = useState<string>();
  const isPublished = mayPublish || overrideReason !== undefined;
  // What waits for its review can have no time yet.
  const way = useBlackoutWay(process.id, { isOn: isPublished, canWait: overrideReason === undefined });
  const [note, setNote] = useState('');
  const [versionTag, setVersionTag] = useState('');
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
  const lacksOverride = overrideReason?.trim() === '';
  const isBlocked = hasErrors || lacksReason || lacksOverride || way.isBlocked;
  const blockedBy = hasErrors ? 'publish.blockedByErrors' : lacksReason ? 'publish.blockedByTests' : 'publish.blockedByReason';
  const send = () =>
    publication.mutate({
      note: note.trim(),
      versionTag: versionTag.trim(),
      reason: reason.trim(),
      overrideReason: overrideReason?.trim(),
      way,
    });
  const changes = useChangesSince(process.id, process.liveVersion?.version, {
    model,
    forms: session.forms,
    tests: session.tests,
  });
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
      title={t(isPublished ? 'publish.title' : 'publish.askTitle', { version: next })}
      onCancel={onClose}
      footer={[
        isBlocked && (
          <span key="blocked" id={`${ids}-blocked`} className="design-publish-blocked">
            {t(blockedBy)}
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
          onClick={send}
        >
          {way.action ?? t(isPublished ? 'publish.action' : 'publish.askTitle', { version: next })}
        </Button>,
      ]}
    >
      <div className="design-publish">
        <p className="ui-second">
          {way.waitsUntil
            ? t('processes:schedule.effect')
            : isPublished
              ? t('publish.effect', { count: process.runningCount })
              : t(process.review ? 'publish.askEffect' : 'publish.askEffectOff')}
        </p>
        <BlackoutChoice way={way} />
        <Replaced process={process} />
        {pools.length > 0 && <p className="ui-second">{t('publish.pools', { names: pools.join(t('publish.join')) })}</p>}
        <PublishProblems problems={problems} editor={editor} onShow={onClose} />
        {tests && <PublishTests tests={tests} onPlay={onPlay} reason={reason} onReason={setReason} />}
        <DraftOpinion processId={process.id} etag={etag} called={called} onShow={show} />
        {!hasErrors && <Impact processId={process.id} which="draft" etag={etag} is={{ called }} onElement={show} />}
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
        {process.can.includes('override') && <Override reason={overrideReason} onReason={setOverrideReason} />}
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

/** What the new version takes the place of. */
function Replaced({ process: { openVersion } }: { readonly process: ProcessDetail }) {
  const { t } = useTranslation('design');
  if (!openVersion) return null;
  const { version, state } = openVersion;
  return <p role="note">{t(state === 'approved' ? 'publish.replaces.approved' : 'publish.replaces.inReview', { version })}</p>;
}

interface OverrideProps {
  /** Absent: it waits for its review. */
  readonly reason: string | undefined;
  readonly onReason: (reason: string | undefined) => void;
}

/** An admin's way past the review, which wants a reason. */
function Override({ reason, onReason }: OverrideProps) {
  const { t } = useTranslation('design');
  const id = useId();
  return (
    <div className="design-publish-why">
      <Checkbox checked={reason !== undefined} onChange={({ target }) => onReason(target.checked ? '' : undefined)}>
        {t('publish.override')}
      </Checkbox>
      {reason !== undefined && (
        <>
          <label htmlFor={id}>{t('publish.overrideWhy')}</label>
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            value={reason}
            placeholder={t('publish.overrideHint')}
            onChange={({ target }) => onReason(target.value)}
          />
        </>
      )}
    </div>
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

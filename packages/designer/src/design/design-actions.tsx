import type { ProcessDetail } from '@fortnight/shared/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Editor, useEditor } from '../modeler/index.ts';
import { Icon, useShortcuts } from '../ui/index.ts';
import { FileMenu } from './file-menu.tsx';
import { OpenVersion } from './open-version.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import type { DraftSession } from './use-draft.ts';

interface DesignActionsProps {
  readonly process: ProcessDetail;
  readonly session: DraftSession;
  readonly editor: Editor;
  /** Plays what is drawn, from the test of that id where there is one. */
  readonly onPlay: (testId: string) => void;
}

/** Undo, redo, files, playing, and the one way on: publishing, or proposing. */
export function DesignActions({ process, session, editor, onPlay }: DesignActionsProps) {
  const { t } = useTranslation('design');
  const canUndo = useEditor(editor, (current) => current.canUndo());
  const canRedo = useEditor(editor, (current) => current.canRedo());
  const [isPublishing, setPublishing] = useState(false);
  const mayPublish = process.can.includes('publish');
  const open = process.openVersion;
  // What is drawn since is not what was proposed.
  const isProposed = open !== null && process.draft === null && session.state.kind === 'saved';
  // What a draft would be published as stands there already.
  const isSame = process.draft === null && process.versionCount > 0 && session.state.kind === 'saved';
  useShortcuts(t('screen.keys'), [
    { key: 'z', withCommand: true, label: t('screen.undo'), run: editor.undo },
    { key: 'y', withCommand: true, label: t('screen.redo'), run: editor.redo },
    { key: 's', withCommand: true, label: t('screen.saveNow'), run: () => void session.saver.flush() },
    { key: 'n', label: t('screen.createMenu'), run: editor.openCreateMenu },
  ]);
  return (
    <>
      <Button
        type="text"
        disabled={!canUndo}
        aria-label={t('screen.undo')}
        title={t('screen.undo')}
        icon={<Icon name="undo" />}
        onClick={editor.undo}
      />
      <Button
        type="text"
        disabled={!canRedo}
        aria-label={t('screen.redo')}
        title={t('screen.redo')}
        icon={<Icon name="redo" />}
        onClick={editor.redo}
      />
      <FileMenu process={process} session={session} editor={editor} />
      <Button icon={<Icon name="play" />} onClick={() => onPlay('new')}>
        {t('screen.play')}
      </Button>
      {isProposed ? (
        <OpenVersion version={open} />
      ) : (
        <Button
          type="primary"
          {...(isSame && { 'aria-disabled': true, title: t('publish.nothingNew', { version: process.versionCount }) })}
          onClick={() => !isSame && setPublishing(true)}
        >
          {t(mayPublish ? 'publish.button' : 'publish.ask')}
        </Button>
      )}
      {isPublishing && (
        <PublishDialog process={process} session={session} editor={editor} onClose={() => setPublishing(false)} onPlay={onPlay} />
      )}
    </>
  );
}

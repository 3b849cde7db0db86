import type { Draft, PublicationRequest } from '@fortnight/shared/contract';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { Pill, useFormat } from '../ui/index.ts';
import type { SaveState } from './draft-saver.ts';

interface DraftNoteProps {
  readonly draft: Draft;
  readonly state: SaveState;
  /** What somebody asked the admins. */
  readonly request: PublicationRequest | null;
  readonly onRetry: () => void;
}

/** What one draws on, and whether it is saved. */
export function DraftNote({ draft, state, request, onRetry }: DraftNoteProps) {
  const { t } = useTranslation('design');
  const { time, when, full } = useFormat();
  const { nameOf } = useDirectory();
  return (
    <>
      <Pill>{draft.baseVersion === null ? t('screen.draft') : t('screen.draftFrom', { version: draft.baseVersion })}</Pill>
      {request && (
        <span title={t('publish.askedBy', { name: nameOf(request.requestedBy), when: when(request.requestedAt) })}>
          <Pill tone="violet">{t('screen.asked')}</Pill>
        </span>
      )}
      <span role="status" className="design-saved ui-num">
        {state.kind === 'saved' && <span title={full(state.at)}>{t('screen.saved', { time: time(state.at) })}</span>}
        {state.kind === 'changed' && t('screen.changed')}
        {state.kind === 'saving' && t('screen.saving')}
        {state.kind === 'conflict' && t('screen.notSaved')}
        {state.kind === 'failed' && t('screen.notSaved')}
      </span>
      {state.kind === 'failed' && (
        <Button size="small" onClick={onRetry}>
          {t('screen.saveAgain')}
        </Button>
      )}
    </>
  );
}

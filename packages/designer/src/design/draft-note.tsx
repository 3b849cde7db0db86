import type { Draft, Version } from '@fortnight/shared/contract';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { openStateOf } from '../naming/index.ts';
import { Pill, useFormat } from '../ui/index.ts';
import type { SaveState } from './draft-saver.ts';

interface DraftNoteProps {
  readonly draft: Draft;
  readonly state: SaveState;
  /** What was proposed and is neither published nor closed. */
  readonly open: Version | null;
  readonly onRetry: () => void;
}

/** What one draws on, and whether it is saved. */
export function DraftNote({ draft, state, open, onRetry }: DraftNoteProps) {
  const { t } = useTranslation('design');
  const { time, full } = useFormat();
  return (
    <>
      <Pill>{draft.baseVersion === null ? t('screen.draft') : t('screen.draftFrom', { version: draft.baseVersion })}</Pill>
      {open && (
        <Pill tone={openStateOf(open) === 'approved' ? 'green' : 'violet'}>
          {t(`screen.openVersion.${openStateOf(open)}`, { version: open.version })}
        </Pill>
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

import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playing } from './use-play.ts';

interface Props {
  readonly playing: Playing;
  readonly isOver: boolean;
  readonly onSave: () => void;
}

/** Keeps a play as a test once it shows something: a choice that was made, or an end that was reached. */
export function SaveButton({ playing: { played, shown }, isOver, onSave }: Props) {
  const { t } = useTranslation('play');
  const id = useId();
  const choiceCount = played?.beats[shown - 1]?.move ?? 0;
  const why = shown === 0 ? 'save.notBegun' : isOver || choiceCount > 0 ? undefined : 'save.nothingYet';
  return (
    <>
      {why && (
        <span id={id} className="play-why">
          {t(why)}
        </span>
      )}
      <Button
        type={isOver ? 'primary' : 'default'}
        disabled={why !== undefined}
        {...(why && { 'aria-describedby': id })}
        onClick={onSave}
      >
        {t('save.button')}
      </Button>
    </>
  );
}

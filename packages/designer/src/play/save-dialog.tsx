import type { Play } from '@fortnight/shared/contract';
import { Checkbox, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** The test that was opened, to be saved over. */
  readonly test: Play | undefined;
  readonly onSave: (as: { name: string; withData: boolean; isNew: boolean }) => void;
  readonly onClose: () => void;
}

/** Names a play, which is a test from then on. */
export function SaveDialog({ test, onSave, onClose }: Props) {
  const { t } = useTranslation('play');
  const id = useId();
  const [name, setName] = useState(test?.name ?? '');
  const [withData, setWithData] = useState(test?.expects.variables !== undefined);
  const [isNew, setNew] = useState(test === undefined);
  return (
    <Modal
      open
      title={t('save.title')}
      okText={t('save.action')}
      cancelText={t('save.cancel')}
      okButtonProps={{ disabled: name.trim() === '' }}
      onOk={() => onSave({ name: name.trim(), withData, isNew })}
      onCancel={onClose}
    >
      <p className="ui-second">{t('save.effect')}</p>
      <div className="play-field">
        <label htmlFor={`${id}-name`}>{t('save.name')}</label>
        <Input
          id={`${id}-name`}
          autoFocus
          maxLength={255}
          value={name}
          placeholder={t('save.nameHint')}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={() => name.trim() !== '' && onSave({ name: name.trim(), withData, isNew })}
        />
      </div>
      <Checkbox checked={withData} onChange={({ target }) => setWithData(target.checked)}>
        {t('save.withData')}
      </Checkbox>
      {test && (
        <Checkbox checked={isNew} onChange={({ target }) => setNew(target.checked)}>
          {t('save.asNew', { name: test.name })}
        </Checkbox>
      )}
    </Modal>
  );
}

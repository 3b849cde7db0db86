import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { ProblemBanner } from '../ui/index.ts';

interface Props {
  readonly instanceId: string;
  readonly elementId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Takes back an approval that one asked for, while it is not decided. */
export function Withdraw({ instanceId, elementId, name, onClose }: Props) {
  const { t } = useTranslation('cases');
  const id = useId();
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const [reason, setReason] = useState('');
  const withdraw = useMutation({
    mutationFn: () => api.withdraw(instanceId, { elementId, reason: reason.trim() }),
    onSuccess: () => {
      for (const key of ['instances', 'tasks']) void client.invalidateQueries({ queryKey: [key] });
      void message.success(t('withdrawn'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('withdrawTitle', { name })}
      okText={t('withdrawDo')}
      cancelText={t('close')}
      okButtonProps={{ disabled: reason.trim() === '', loading: withdraw.isPending }}
      onOk={() => withdraw.mutate()}
      onCancel={onClose}
    >
      <p className="case-dialog-note">{t('withdrawEffect')}</p>
      <div className="case-field">
        <label htmlFor={`${id}-why`}>{t('cancelReason')}</label>
        <Input.TextArea id={`${id}-why`} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />
      </div>
      {withdraw.error && <ProblemBanner title={refusalText(withdraw.error)} />}
    </Modal>
  );
}

import type { Rollout, Version } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { ProblemBanner } from '../ui/index.ts';

interface BackDialogProps {
  readonly version: Version;
  /** Absent: to whatever was live before. */
  readonly rollout?: Rollout | undefined;
  readonly onClose: () => void;
}

/** Goes back at once, with a reason; says what becomes of the cases that run. */
export function BackDialog({ version, rollout, onClose }: BackDialogProps) {
  const { t } = useTranslation('rollout');
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const id = useId();
  const back = useMutation({
    mutationFn: () => api.rollBack(version.processId, { reason: reason.trim(), from: version.version }),
    onSuccess: async ({ liveVersion }) => {
      for (const key of ['processes', 'home']) await client.invalidateQueries({ queryKey: [key] });
      message.success(t('isBack', { version: liveVersion?.version ?? '' }), 6);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={rollout ? t('backTo', { version: rollout.control }) : t('back')}
      okText={t('backDo')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: back.isPending }}
      onOk={() => back.mutate()}
      onCancel={onClose}
    >
      <div className="rollout-form">
        <p className="ui-second">{t('backEffect', { count: version.runningCount, version: version.version })}</p>
        <label htmlFor={id}>{t('backWhy')}</label>
        <Input.TextArea
          id={id}
          autoFocus
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {back.error && <ProblemBanner title={refusalText(back.error)} />}
      </div>
    </Modal>
  );
}

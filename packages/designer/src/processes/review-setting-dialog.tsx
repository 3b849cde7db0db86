import type { Process } from '@fortnight/shared/contract';
import { limits } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, InputNumber, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { ProblemBanner } from '../ui/index.ts';

/** Whether a version of the process is reviewed before it is published, and by how many admins. */
export function ReviewSettingDialog({ process, onClose }: { process: Process; onClose: () => void }) {
  const { t } = useTranslation('processes');
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const id = useId();
  const [isAsked, setAsked] = useState(process.review !== null);
  const [approvals, setApprovals] = useState(process.review?.approvals ?? 1);
  const save = useMutation({
    mutationFn: () => api.updateProcess(process.id, { review: isAsked ? { approvals } : null }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['processes'] });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('reviewSetting.title', { name: process.name })}
      okText={t('reviewSetting.action')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="processes-form">
        <Checkbox checked={isAsked} onChange={({ target }) => setAsked(target.checked)}>
          {t('reviewSetting.ask')}
        </Checkbox>
        <p className="ui-second ui-small">{t(isAsked ? 'reviewSetting.asked' : 'reviewSetting.notAsked')}</p>
        {isAsked && (
          <>
            <label htmlFor={id}>{t('reviewSetting.approvals')}</label>
            <InputNumber
              id={id}
              min={1}
              max={limits.reviewApprovals}
              precision={0}
              value={approvals}
              onChange={(value) => setApprovals(value ?? 1)}
            />
          </>
        )}
        {save.error && <ProblemBanner title={refusalText(save.error)} />}
      </div>
    </Modal>
  );
}

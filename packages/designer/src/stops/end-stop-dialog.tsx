import './stops.css';
import type { Stop } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { ProblemBanner, useFormat } from '../ui/index.ts';
import { type StopNames, useStopWords } from './stop-words.ts';

interface Props {
  readonly stop: Stop;
  readonly names: StopNames;
  readonly onClose: () => void;
}

/** Says what goes on, and how many cases, before somebody lets it. */
export function EndStopDialog({ stop, names, onClose }: Props) {
  const { t } = useTranslation('stops');
  const { message } = App.useApp();
  const { number } = useFormat();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const words = useStopWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const end = useMutation({
    mutationFn: () => api.endStop(stop.id, reason.trim() === '' ? {} : { reason: reason.trim() }),
    onSuccess: async () => {
      for (const key of ['stops', 'instances', 'tasks', 'home']) await client.invalidateQueries({ queryKey: [key] });
      void message.success(t('end.done'));
      onClose();
    },
  });
  const count = stop.waiting ?? 0;
  return (
    <Modal
      open
      title={t('end.title')}
      okText={t('end.action')}
      cancelText={t('cancel')}
      confirmLoading={end.isPending}
      onOk={() => end.mutate()}
      onCancel={onClose}
    >
      <div className="stop-form">
        <p>{words.said(stop, names)}</p>
        <p className="ui-second">{count === 0 ? t('end.effectNone') : t('end.effect', { count, cases: number(count) })}</p>
        <label htmlFor={id}>{t('end.reason')}</label>
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={4000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {end.error && <ProblemBanner title={refusalText(end.error)} />}
      </div>
    </Modal>
  );
}

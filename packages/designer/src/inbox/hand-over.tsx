import type { Task } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { useDirectory, useJobTitle, useMe } from '../session/index.ts';

/** Hands a task over to somebody else, for good. */
export function HandOver({ task, onClose, onDone }: { task: Task; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('inbox');
  const id = useId();
  const { people, nameOf } = useDirectory();
  const me = useMe();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: (userId: string) =>
      api.delegateTask(task.id, { to: userId, ...(reason.trim() !== '' && { reason: reason.trim() }) }),
    onSuccess: (_, userId) => {
      void client.invalidateQueries({ queryKey: ['tasks'] });
      void message.success(t('handedOver', { task: task.name, name: nameOf(userId) }));
      onDone();
    },
    onError: (error) => void message.error(refusalText(error)),
  });
  const titleWords = useJobTitle();
  const options = people
    .filter((person) => person.id !== me.userId)
    .map((person) => ({ value: person.id, label: person.title ? `${person.name}, ${titleWords(person.title)}` : person.name }));
  return (
    <Modal
      open
      title={t('handOverTitle', { name: task.name })}
      okText={t('handOver')}
      cancelText={t('keep')}
      okButtonProps={{ disabled: to === undefined, loading: send.isPending }}
      onOk={() => to !== undefined && send.mutate(to)}
      onCancel={onClose}
    >
      <p className="ui-second inbox-dialog-note">{t('handOverEffect')}</p>
      <div className="inbox-dialog">
        <label htmlFor={`${id}-to`}>{t('handOverTo')}</label>
        <Select
          id={`${id}-to`}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('handOverWho')}
          options={options}
          value={to ?? null}
          onChange={(value) => setTo(value ?? undefined)}
        />
        <label htmlFor={`${id}-why`}>{t('handOverReason')}</label>
        <Input.TextArea id={`${id}-why`} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />
      </div>
    </Modal>
  );
}

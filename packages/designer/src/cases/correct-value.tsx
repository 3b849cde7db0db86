import type { Json } from '@fortnight/shared/base';
import type { DataItem, Form } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { FormFields, useForm } from '../forms/index.ts';
import { ProblemBanner } from '../ui/index.ts';

const plainTypes = ['text', 'number', 'money', 'percent', 'date', 'boolean', 'file'];

/** The form of one field that a value is corrected in; none where only JSON says what it is. */
function formOf({ name, type, value }: DataItem, label: string): Form | undefined {
  const declared = plainTypes.includes(type ?? '');
  const found = typeof value;
  if (!declared && !['string', 'number', 'boolean'].includes(found)) return undefined;
  const control = declared ? undefined : found === 'number' ? 'number' : found === 'boolean' ? 'check' : 'text';
  return { id: 'correction', fields: [{ name, label: { en: label }, ...(control && { control }) }] };
}

const parsed = (text: string): { ok: true; value: Json } | { ok: false } => {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    return { ok: false };
  }
};

interface Props {
  readonly instanceId: string;
  readonly item: DataItem;
  readonly label: string;
  readonly onClose: () => void;
}

/** Corrects one value of a case; the reason stays on record. */
export function CorrectValue({ instanceId, item, label, onClose }: Props) {
  const { t } = useTranslation('cases');
  const id = useId();
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const asked = formOf(item, label);
  const hint = {
    name: item.name,
    ...(item.type !== undefined && { type: item.type }),
    ...(item.currency !== undefined && { currency: item.currency }),
  };
  const form = useForm(asked, { [item.name]: item.value }, { data: [hint] });
  const [text, setText] = useState(() => JSON.stringify(item.value, null, 2));
  const [reason, setReason] = useState('');
  const written = asked ? { ok: true as const, value: form.values[item.name] ?? null } : parsed(text);
  const save = useMutation({
    mutationFn: (value: Json) => api.setVariables(instanceId, { variables: { [item.name]: value }, reason: reason.trim() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['instances'] });
      void message.success(t('corrected'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('correctTitle', { name: label })}
      okText={t('correctSave')}
      cancelText={t('close')}
      okButtonProps={{ disabled: reason.trim() === '' || !written.ok, loading: save.isPending }}
      onOk={() => written.ok && save.mutate(written.value)}
      onCancel={onClose}
    >
      {asked ? (
        <FormFields handle={form} data={[hint]} instanceId={instanceId} />
      ) : (
        <div className="case-field">
          <label htmlFor={`${id}-json`}>{t('correctValue')}</label>
          <Input.TextArea
            id={`${id}-json`}
            rows={6}
            className="case-json"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          {!written.ok && <small className="case-problem">{t('notJson')}</small>}
        </div>
      )}
      <div className="case-field">
        <label htmlFor={`${id}-why`}>{t('correctReason')}</label>
        <Input.TextArea
          id={`${id}-why`}
          rows={2}
          aria-describedby={`${id}-help`}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <small id={`${id}-help`} className="ui-second">
          {t('correctReasonHelp')}
        </small>
      </div>
      {save.error && <ProblemBanner title={refusalText(save.error)} />}
    </Modal>
  );
}

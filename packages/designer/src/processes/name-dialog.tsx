import { Input, Modal } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks for a name; `refusal` says why the one before was not taken. With `idLabel`, for an id too, which may stay empty. */
export function NameDialog(props: {
  title: string;
  label: string;
  action: string;
  initial?: string;
  idLabel?: string;
  idHelp?: string;
  refusal?: string | undefined;
  isBusy: boolean;
  onName: (name: string, id: string | undefined) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('processes');
  const [name, setName] = useState(props.initial ?? '');
  const [processId, setProcessId] = useState('');
  const id = useId();
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') props.onName(name.trim(), processId.trim() || undefined);
  };
  return (
    <Modal
      open
      title={props.title}
      onCancel={props.onClose}
      okText={props.action}
      cancelText={t('cancel')}
      confirmLoading={props.isBusy}
      okButtonProps={{ htmlType: 'submit', form, disabled: name.trim() === '' }}
    >
      <form id={form} onSubmit={submit} className="processes-form">
        <label htmlFor={id}>{props.label}</label>
        <Input id={id} value={name} maxLength={255} required autoFocus onChange={({ target }) => setName(target.value)} />
        {props.idLabel !== undefined && (
          <>
            <label htmlFor={`${id}-id`}>{props.idLabel}</label>
            <Input
              id={`${id}-id`}
              className="processes-id"
              value={processId}
              maxLength={255}
              aria-describedby={`${id}-help`}
              onChange={({ target }) => setProcessId(target.value)}
            />
            <small id={`${id}-help`} className="ui-second">
              {props.idHelp}
            </small>
          </>
        )}
        {props.refusal !== undefined && (
          <small className="processes-refusal" role="alert">
            {props.refusal}
          </small>
        )}
      </form>
    </Modal>
  );
}

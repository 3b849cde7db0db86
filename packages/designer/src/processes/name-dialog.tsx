import { Input, Modal } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks for a name. */
export function NameDialog(props: {
  title: string;
  label: string;
  action: string;
  initial?: string;
  isBusy: boolean;
  onName: (name: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('processes');
  const [name, setName] = useState(props.initial ?? '');
  const id = useId();
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') props.onName(name.trim());
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
      </form>
    </Modal>
  );
}

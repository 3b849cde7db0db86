import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { ProblemBanner } from '../ui/index.ts';
import { DoneButton } from './done-button.tsx';
import { linkTo, OneTimeSecret, untilKept } from './one-time-link.tsx';
import { Field, PersonFields, type PersonForm } from './person-fields.tsx';

const nobody: PersonForm = { name: '', title: '', roles: ['participant'], groups: [], managerId: undefined };

/** Invites somebody: the answer is a link that works once, to hand over. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('operations');
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const formId = useId();
  const [email, setEmail] = useState('');
  const [form, setForm] = useState(nobody);
  const invite = useMutation({
    mutationFn: () =>
      api.createInvitation({
        email: email.trim(),
        ...(form.name.trim() !== '' && { name: form.name.trim() }),
        roles: [...form.roles],
        groups: [...form.groups],
        ...(form.managerId !== undefined && { managerId: form.managerId }),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['invitations'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  const token = invite.data?.token;
  return (
    <Modal
      open
      title={t('invite.title')}
      onCancel={onClose}
      {...(invite.data && untilKept)}
      footer={
        invite.data ? (
          <DoneButton onClose={onClose} />
        ) : (
          [
            <Button key="cancel" onClick={onClose}>
              {t('cancel')}
            </Button>,
            <Button
              key="invite"
              type="primary"
              htmlType="submit"
              form={formId}
              loading={invite.isPending}
              disabled={email.trim() === ''}
            >
              {t('invite.action')}
            </Button>,
          ]
        )
      }
    >
      {invite.data ? (
        token ? (
          <OneTimeSecret
            label={t('invite.link')}
            note={t('invite.made', { email: invite.data.email })}
            value={linkTo('invitations', token)}
          />
        ) : (
          <p>{t('invite.again')}</p>
        )
      ) : (
        <form id={formId} className="operations-form" onSubmit={submit}>
          {invite.error && <ProblemBanner title={refusalText(invite.error)} />}
          <Field label={t('person.email')}>
            {(id) => (
              <Input id={id} type="email" required autoFocus value={email} onChange={({ target }) => setEmail(target.value)} />
            )}
          </Field>
          <PersonFields form={form} onChange={setForm} />
        </form>
      )}
    </Modal>
  );
}

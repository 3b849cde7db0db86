import type { UpdateUser, User } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { useMe } from '../session/index.ts';
import { ProblemBanner } from '../ui/index.ts';
import { DoneButton } from './done-button.tsx';
import { linkTo, OneTimeSecret, untilKept } from './one-time-link.tsx';
import { Field, PersonFields, type PersonForm } from './person-fields.tsx';

const formOf = ({ name, title = '', roles, groups, managerId }: User): PersonForm => ({ name, title, roles, groups, managerId });

const toUpdate = (form: PersonForm, isActive: boolean): UpdateUser => ({
  name: form.name.trim(),
  title: form.title.trim() || null,
  roles: [...form.roles],
  groups: [...form.groups],
  managerId: form.managerId ?? null,
  isActive,
});

function ResetPassword({ user, onLink }: { user: User; onLink: (link: string) => void }) {
  const { t } = useTranslation('operations');
  const refusalText = useRefusalText();
  const reset = useMutation({
    mutationFn: () => api.startPasswordReset(user.id),
    onSuccess: ({ token }) => token && onLink(linkTo('password-resets', token)),
  });
  return (
    <>
      {reset.error && <ProblemBanner title={refusalText(reset.error)} />}
      <Button loading={reset.isPending} onClick={() => reset.mutate()}>
        {t('reset.button')}
      </Button>
    </>
  );
}

function ResetSecondFactor({ user }: { user: User }) {
  const { t } = useTranslation('operations');
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const refusalText = useRefusalText();
  const { name } = user;
  const reset = useMutation({
    mutationFn: () => api.resetSecondFactor(user.id),
    onSuccess: () => {
      message.success(t('factorReset.done', { name }));
      return client.invalidateQueries({ queryKey: ['users'] });
    },
  });
  const ask = () =>
    modal.confirm({
      title: t('factorReset.title', { name }),
      content: t('factorReset.effect', { name }),
      okText: t('factorReset.action'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
      onOk: () => reset.mutateAsync().catch(() => undefined),
    });
  if (reset.isSuccess) return null;
  return (
    <>
      {reset.error && <ProblemBanner title={refusalText(reset.error)} />}
      <Button loading={reset.isPending} onClick={ask}>
        {t('factorReset.button')}
      </Button>
    </>
  );
}

/** Changes what a person is: name, roles, groups, manager, whether they may sign in; a new password by link, and a lost second factor. */
export function PersonDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('operations');
  const client = useQueryClient();
  const me = useMe();
  const refusalText = useRefusalText();
  const [form, setForm] = useState(() => formOf(user));
  const [isActive, setActive] = useState(user.isActive);
  const [link, setLink] = useState<string>();
  const save = useMutation({
    mutationFn: () => api.updateUser(user.id, toUpdate(form, isActive)),
    onSuccess: async () => {
      await Promise.all(['users', 'people', 'groups', 'me'].map((key) => client.invalidateQueries({ queryKey: [key] })));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={
        <>
          {user.name} <small className="ui-second operations-email">{user.email}</small>
        </>
      }
      onCancel={onClose}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: form.name.trim() === '' }}
      onOk={() => save.mutate()}
      {...(link !== undefined && { ...untilKept, footer: <DoneButton onClose={() => setLink(undefined)} /> })}
    >
      {link === undefined ? (
        <div className="operations-form">
          {save.error && <ProblemBanner title={refusalText(save.error)} />}
          <PersonFields form={form} onChange={setForm} except={user.id} hasTitle />
          <Field label={t('person.active')}>
            {(id) => (
              <span>
                <Switch id={id} checked={isActive} onChange={setActive} />
              </span>
            )}
          </Field>
          <ResetPassword user={user} onLink={setLink} />
          {user.hasSecondFactor && user.id !== me.userId && <ResetSecondFactor user={user} />}
        </div>
      ) : (
        <OneTimeSecret label={t('reset.link')} note={t('reset.made', { name: user.name })} value={link} />
      )}
    </Modal>
  );
}

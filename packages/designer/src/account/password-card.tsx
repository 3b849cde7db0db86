import { type ChangePassword, limits, type User } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { Labelled } from '../session/index.ts';
import { Card, ProblemBanner } from '../ui/index.ts';
import { DoneLine } from './done-line.tsx';

const empty: ChangePassword = { current: '', next: '' };

/** A new password; with a second factor one signs in anew afterwards. */
export function PasswordCard({ user }: { user: User }) {
  const { t } = useTranslation(['account', 'shell']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const refusalText = useRefusalText();
  const [typed, setTyped] = useState(empty);
  const change = useMutation({
    mutationFn: (body: ChangePassword) => api.changePassword(body),
    gcTime: 0,
    onSuccess: async () => {
      setTyped(empty);
      if (!user.hasSecondFactor) return;
      client.clear();
      await navigate({ to: '/sign-in', search: { to: '/account' } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(typed);
  };
  return (
    <Card title={t('password.title')}>
      <form className="account-body" onSubmit={submit}>
        {change.error && <ProblemBanner title={refusalText(change.error)} />}
        {/* Password managers find the account to change by its name. */}
        <input type="text" autoComplete="username" value={user.email} readOnly hidden />
        <Labelled label={t('password.current')}>
          {(id) => (
            <Input.Password
              id={id}
              autoComplete="current-password"
              required
              maxLength={128}
              value={typed.current}
              onChange={({ target }) => setTyped({ ...typed, current: target.value })}
            />
          )}
        </Labelled>
        <Labelled label={t('shell:account.password', { count: limits.passwordMin })}>
          {(id) => (
            <Input.Password
              id={id}
              autoComplete="new-password"
              required
              minLength={limits.passwordMin}
              maxLength={limits.passwordMax}
              value={typed.next}
              onChange={({ target }) => setTyped({ ...typed, next: target.value })}
            />
          )}
        </Labelled>
        <p className="ui-second ui-small">{t(user.hasSecondFactor ? 'password.noteWithCode' : 'password.note')}</p>
        <div className="account-actions">
          <Button htmlType="submit" loading={change.isPending}>
            {t('password.action')}
          </Button>
          <DoneLine>{change.isSuccess && t('password.done')}</DoneLine>
        </div>
      </form>
    </Card>
  );
}

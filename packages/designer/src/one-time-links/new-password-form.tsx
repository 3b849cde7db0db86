import { limits } from '@fortnight/shared/contract';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../session/index.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** A new password, with the name and the e-mail where an account is made. */
export function NewPasswordForm(props: {
  asks: readonly ('email' | 'name')[];
  action: string;
  isBusy: boolean;
  onSubmit: (account: NewAccount) => void;
}) {
  const { t } = useTranslation('shell');
  const [account, setAccount] = useState<NewAccount>({ email: '', name: '', password: '' });
  const change = (part: Partial<NewAccount>) => setAccount((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit(account);
  };
  return (
    <form className="session-form" onSubmit={submit}>
      {props.asks.includes('name') && (
        <Labelled label={t('account.name')}>
          {(id) => (
            <Input
              id={id}
              autoComplete="name"
              required
              value={account.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Labelled>
      )}
      {props.asks.includes('email') && (
        <Labelled label={t('signIn.email')}>
          {(id) => (
            <Input
              id={id}
              type="email"
              autoComplete="username"
              required
              value={account.email}
              onChange={(event) => change({ email: event.target.value })}
            />
          )}
        </Labelled>
      )}
      <Labelled label={t('account.password', { count: limits.passwordMin })}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="new-password"
            required
            minLength={limits.passwordMin}
            maxLength={limits.passwordMax}
            value={account.password}
            onChange={(event) => change({ password: event.target.value })}
          />
        )}
      </Labelled>
      <Button type="primary" htmlType="submit" loading={props.isBusy} block>
        {props.action}
      </Button>
    </form>
  );
}

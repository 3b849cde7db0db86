import type { SignIn } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, hasCode, queries, useRefusalText } from '../client/index.ts';
import { Avatar, ProblemBanner, usePageTitle } from '../ui/index.ts';
import { Labelled } from './labelled.tsx';
import { SessionPage } from './session-page.tsx';

/** Where somebody wanted to go before signing in; only ever a path of this site. */
const localPath = (to: string | undefined): string => (to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/');

function useSignIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ strict: false });
  return useMutation({
    mutationFn: (body: SignIn) => api.signIn(body),
    onSuccess: async ({ me }) => {
      client.clear();
      client.setQueryData(queries.me().queryKey, me);
      await navigate({ href: localPath(to), replace: true });
    },
  });
}

function PasswordForm({ signIn }: { signIn: ReturnType<typeof useSignIn> }) {
  const { t } = useTranslation('shell');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const wantsCode = code !== '' || hasCode(signIn.error, 'code-wanted');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password, ...(code !== '' && { code }) });
  };
  return (
    <form className="session-form" onSubmit={submit}>
      <Labelled label={t('signIn.email')}>
        {(id) => (
          <Input
            id={id}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={t('signIn.password')}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Labelled>
      {wantsCode && (
        <Labelled label={t('signIn.code')}>
          {(id) => (
            <Input
              id={id}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Labelled>
      )}
      <Button type="primary" htmlType="submit" loading={signIn.isPending} block>
        {t('signIn.action')}
      </Button>
    </form>
  );
}

function DemoAccounts({ signIn }: { signIn: ReturnType<typeof useSignIn> }) {
  const { t } = useTranslation('shell');
  const { data } = useQuery(queries.setup());
  if (!data?.isDemo || data.demoAccounts.length === 0) return null;
  return (
    <section className="ui-card session-demo" aria-labelledby="session-demo">
      <h2 id="session-demo">{t('signIn.demo')}</h2>
      <p>{t('signIn.demoNote')}</p>
      <ul>
        {data.demoAccounts.map(({ email, password, name, title }) => (
          <li key={email}>
            <button type="button" disabled={signIn.isPending} onClick={() => signIn.mutate({ email, password })}>
              <Avatar name={name} />
              <span className="ui-grow">
                <b>{name}</b> <span className="ui-second ui-small">{title}</span>
              </span>
              <span className="ui-third ui-small">{email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Signing in; in the demo workspace its people are offered. */
export function SignInScreen() {
  const { t } = useTranslation('shell');
  usePageTitle(t('signIn.title'));
  const signIn = useSignIn();
  const refusalText = useRefusalText();
  return (
    <SessionPage>
      <section className="ui-card session-card">
        <h1>{t('signIn.title')}</h1>
        {signIn.error && <ProblemBanner title={refusalText(signIn.error)} />}
        <PasswordForm signIn={signIn} />
      </section>
      <DemoAccounts signIn={signIn} />
    </SessionPage>
  );
}

import type { SignIn } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, hasCode, queries, useRefusalText } from '../client/index.ts';
import { Avatar, ProblemBanner, usePageTitle } from '../ui/index.ts';
import { CodeField } from './code-field.tsx';
import { useJobTitle } from './job-title.ts';
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

type Credentials = Pick<SignIn, 'email' | 'password'>;

interface Attempt {
  readonly credentials: Credentials;
  readonly onChange: (credentials: Credentials) => void;
  /** Whether the server asked for the code of an authenticator; it does so once the password is right. */
  readonly isCodeWanted: boolean;
  readonly isBusy: boolean;
  readonly onSubmit: (body: SignIn) => void;
}

function PasswordForm({ credentials, onChange, isCodeWanted, isBusy, onSubmit }: Attempt) {
  const { t } = useTranslation('shell');
  const [code, setCode] = useState('');
  const { email, password } = credentials;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ email: email.trim(), password, ...(isCodeWanted && { code }) });
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
            onChange={(event) => onChange({ email: event.target.value, password })}
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
            onChange={(event) => onChange({ email, password: event.target.value })}
          />
        )}
      </Labelled>
      {isCodeWanted && (
        <>
          <CodeField label={t('signIn.code')} code={code} takesRecoveryCode autoFocus onChange={setCode} />
          <p className="ui-second ui-small">{t('signIn.codeNote')}</p>
        </>
      )}
      <Button type="primary" htmlType="submit" loading={isBusy} block>
        {t('signIn.action')}
      </Button>
    </form>
  );
}

function DemoAccounts({ isBusy, onChoose }: { isBusy: boolean; onChoose: (credentials: Credentials) => void }) {
  const { t } = useTranslation('shell');
  const titleWords = useJobTitle();
  const { data } = useQuery(queries.setup());
  if (!data?.isDemo || data.demoAccounts.length === 0) return null;
  return (
    <section className="ui-card session-demo" aria-labelledby="session-demo">
      <h2 id="session-demo">{t('signIn.demo')}</h2>
      <p>{t('signIn.demoNote')}</p>
      <ul>
        {data.demoAccounts.map(({ email, password, name, title }) => (
          <li key={email}>
            <button type="button" disabled={isBusy} onClick={() => onChoose({ email, password })}>
              <Avatar name={name} />
              <span className="ui-grow">
                <b>{name}</b> <span className="ui-second ui-small">{titleWords(title)}</span>
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
  const [credentials, setCredentials] = useState<Credentials>({ email: '', password: '' });
  const [isCodeWanted, setCodeWanted] = useState(false);
  const change = (next: Credentials) => {
    setCredentials(next);
    if (next.email !== credentials.email) setCodeWanted(false);
  };
  const submit = (body: SignIn) =>
    signIn.mutate(body, { onError: (error) => hasCode(error, 'code-wanted') && setCodeWanted(true) });
  const refusal = hasCode(signIn.error, 'code-wanted') ? null : signIn.error;
  return (
    <SessionPage>
      <section className="ui-card session-card">
        <h1>{t('signIn.title')}</h1>
        {refusal && <ProblemBanner title={refusalText(refusal)} />}
        <PasswordForm
          credentials={credentials}
          onChange={change}
          isCodeWanted={isCodeWanted}
          isBusy={signIn.isPending}
          onSubmit={submit}
        />
      </section>
      <DemoAccounts
        isBusy={signIn.isPending}
        onChoose={(chosen) => {
          change(chosen);
          submit(chosen);
        }}
      />
    </SessionPage>
  );
}

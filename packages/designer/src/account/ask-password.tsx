import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../client/index.ts';
import { Labelled } from '../session/index.ts';
import { ProblemBanner } from '../ui/index.ts';

/** Asks for the password once more before something that an open session is not enough for. */
export function AskPassword<T>(props: {
  note: string;
  action: string;
  ask: (password: string) => Promise<T>;
  onDone: (answer: T) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation('account');
  const refusalText = useRefusalText();
  const [password, setPassword] = useState('');
  const begin = useMutation({ mutationFn: () => props.ask(password), gcTime: 0, onSuccess: props.onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <form className="account-body" onSubmit={submit}>
      {begin.error && <ProblemBanner title={refusalText(begin.error)} />}
      <p className="ui-second ui-small">{props.note}</p>
      <Labelled label={t('factor.password')}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="current-password"
            required
            maxLength={128}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </Labelled>
      <div className="account-actions">
        <Button htmlType="submit" loading={begin.isPending}>
          {props.action}
        </Button>
        {props.children}
      </div>
    </form>
  );
}

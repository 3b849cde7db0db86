import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../client/index.ts';
import { CodeField } from '../session/index.ts';
import { ProblemBanner } from '../ui/index.ts';

/** Takes a code of the authenticator app, to turn the second factor on or off. */
export function CodeForm(props: {
  label: string;
  action: string;
  takesRecoveryCode?: boolean;
  send: (code: string) => Promise<void>;
  onDone: () => Promise<void>;
  onCancel: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation('account');
  const refusalText = useRefusalText();
  const [code, setCode] = useState('');
  const sending = useMutation({ mutationFn: () => props.send(code), onSuccess: props.onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate();
  };
  return (
    <form className="account-body" onSubmit={submit}>
      {props.children}
      {sending.error && <ProblemBanner title={refusalText(sending.error)} />}
      <CodeField label={props.label} code={code} takesRecoveryCode={props.takesRecoveryCode === true} onChange={setCode} />
      <div className="account-actions">
        <Button htmlType="submit" loading={sending.isPending}>
          {props.action}
        </Button>
        <Button type="text" onClick={props.onCancel}>
          {t('factor.cancel')}
        </Button>
      </div>
    </form>
  );
}

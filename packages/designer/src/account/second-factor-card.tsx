import type { SecondFactorSetup, User } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { Labelled } from '../session/index.ts';
import { Card, Icon, Pill, ProblemBanner } from '../ui/index.ts';

function AskPassword({ onBegun }: { onBegun: (setup: SecondFactorSetup) => void }) {
  const { t } = useTranslation('account');
  const refusalText = useRefusalText();
  const [password, setPassword] = useState('');
  const begin = useMutation({ mutationFn: () => api.startSecondFactor({ password }), gcTime: 0, onSuccess: onBegun });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <form className="account-body" onSubmit={submit}>
      {begin.error && <ProblemBanner title={refusalText(begin.error)} />}
      <p className="ui-second ui-small">{t('factor.note')}</p>
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
          {t('factor.begin')}
        </Button>
      </div>
    </form>
  );
}

function SecretKey({ uri, secret }: SecondFactorSetup) {
  const { t } = useTranslation(['account', 'operations']);
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      message.success(t('operations:secret.copied'));
    } catch {
      message.warning(t('operations:secret.copyYourself'));
    }
  };
  return (
    <>
      <p className="ui-second ui-small">{t('factor.secretNote')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a key in groups of four to read off, named for readers. */}
      <code className="account-key" role="group" aria-label={t('factor.secret')}>
        {secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
      </code>
      <div className="account-actions">
        <Button icon={<Icon name="copy" />} onClick={() => void copy()}>
          {t('operations:secret.copy')}
        </Button>
        <a href={uri}>{t('factor.link')}</a>
      </div>
    </>
  );
}

function ConfirmCode({ setup, onEnd }: { setup: SecondFactorSetup; onEnd: () => void }) {
  const { t } = useTranslation('account');
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => api.confirmSecondFactor({ code }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queries.me().queryKey });
      message.success(t('factor.done'));
      onEnd();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form className="account-body" onSubmit={submit}>
      <SecretKey {...setup} />
      {confirm.error && <ProblemBanner title={refusalText(confirm.error)} />}
      <Labelled label={t('factor.code')}>
        {(id) => (
          <Input
            id={id}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            pattern="\d{6}"
            maxLength={6}
            value={code}
            onChange={({ target }) => setCode(target.value)}
          />
        )}
      </Labelled>
      <div className="account-actions">
        <Button htmlType="submit" loading={confirm.isPending}>
          {t('factor.confirm')}
        </Button>
        <Button type="text" onClick={onEnd}>
          {t('factor.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** An authenticator app that signing in asks for as well: its key, and a code of it as proof. */
export function SecondFactorCard({ user }: { user: User }) {
  const { t } = useTranslation('account');
  const [setup, setSetup] = useState<SecondFactorSetup>();
  const isOn = user.hasSecondFactor === true;
  const state = isOn ? (
    <Pill tone="green" icon="shield">
      {t('factor.on')}
    </Pill>
  ) : (
    <Pill>{t('factor.off')}</Pill>
  );
  return (
    <Card title={t('factor.title')} aside={state}>
      {isOn && <p className="account-body ui-second ui-small">{t('factor.onNote')}</p>}
      {!isOn && !setup && <AskPassword onBegun={setSetup} />}
      {!isOn && setup && <ConfirmCode setup={setup} onEnd={() => setSetup(undefined)} />}
    </Card>
  );
}

import type { SecondFactorSetup, User } from '@fortnight/shared/contract';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries } from '../client/index.ts';
import { Card, Icon, Pill } from '../ui/index.ts';
import { AskPassword } from './ask-password.tsx';
import { CodeForm } from './code-form.tsx';
import { useCopy } from './copied.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

/** Reads anew who one is, and says what was done. */
function useDone(): (text: string) => Promise<void> {
  const client = useQueryClient();
  const { message } = App.useApp();
  return async (text) => {
    await client.invalidateQueries({ queryKey: queries.me().queryKey });
    message.success(text);
  };
}

function SecretKey({ uri, secret }: SecondFactorSetup) {
  const { t } = useTranslation(['account', 'operations']);
  const copy = useCopy();
  return (
    <>
      <p className="ui-second ui-small">{t('factor.secretNote')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a key in groups of four to read off, named for readers. */}
      <code className="account-key" role="group" aria-label={t('factor.secret')}>
        {secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
      </code>
      <div className="account-actions">
        <Button icon={<Icon name="copy" />} onClick={() => void copy(secret)}>
          {t('operations:secret.copy')}
        </Button>
        <a href={uri}>{t('factor.link')}</a>
      </div>
    </>
  );
}

function SetUp({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTranslation('account');
  const done = useDone();
  const [setup, setSetup] = useState<SecondFactorSetup>();
  if (!setup)
    return (
      <AskPassword
        note={t('factor.note')}
        action={t('factor.begin')}
        ask={(password) => api.startSecondFactor({ password })}
        onDone={setSetup}
      />
    );
  return (
    <CodeForm
      label={t('factor.code')}
      action={t('factor.confirm')}
      send={(code) => api.confirmSecondFactor({ code })}
      onDone={() => {
        onCodes(setup.recoveryCodes);
        return done(t('factor.done'));
      }}
      onCancel={() => setSetup(undefined)}
    >
      <SecretKey {...setup} />
    </CodeForm>
  );
}

function WhileOn({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTranslation('account');
  const done = useDone();
  const [wanted, setWanted] = useState<'off' | 'codes'>();
  const cancel = () => setWanted(undefined);
  if (wanted === 'off')
    return (
      <CodeForm
        label={t('factor.proof')}
        action={t('factor.turnOff')}
        takesRecoveryCode
        send={(code) => api.turnOffSecondFactor({ code })}
        onDone={() => done(t('factor.turnedOff'))}
        onCancel={cancel}
      />
    );
  if (wanted === 'codes')
    return (
      <AskPassword
        note={t('recovery.renewNote')}
        action={t('recovery.renewAction')}
        ask={(password) => api.renewRecoveryCodes({ password })}
        onDone={({ recoveryCodes }) => onCodes(recoveryCodes)}
      >
        <Button type="text" onClick={cancel}>
          {t('factor.cancel')}
        </Button>
      </AskPassword>
    );
  return (
    <div className="account-body">
      <p className="ui-second ui-small">{t('factor.onNote')}</p>
      <div className="account-actions">
        <Button onClick={() => setWanted('codes')}>{t('recovery.renew')}</Button>
        <Button onClick={() => setWanted('off')}>{t('factor.turnOff')}</Button>
      </div>
    </div>
  );
}

/** An authenticator app that signing in asks for as well, and the codes that stand in for it. */
export function SecondFactorCard({ user }: { user: User }) {
  const { t } = useTranslation('account');
  const [codes, setCodes] = useState<readonly string[]>();
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
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />}
      {!codes && (isOn ? <WhileOn onCodes={setCodes} /> : <SetUp onCodes={setCodes} />)}
    </Card>
  );
}

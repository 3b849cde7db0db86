/** What one-time links open: the first admin, an invitation, a new password. */
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { SessionPage } from '../session/index.ts';
import { ProblemBanner } from '../ui/index.ts';
import { type NewAccount, NewPasswordForm } from './new-password-form.tsx';

function LinkScreen(props: {
  title: string;
  note: string;
  action: string;
  asks: readonly ('email' | 'name')[];
  isMissing?: boolean;
  redeem: (account: NewAccount) => Promise<unknown>;
}) {
  const { t } = useTranslation('shell');
  const refusalText = useRefusalText();
  const navigate = useNavigate();
  const redeem = useMutation({
    mutationFn: props.redeem,
    onSuccess: () => navigate({ to: '/sign-in', replace: true }),
  });
  return (
    <SessionPage>
      <section className="ui-card session-card">
        <h1>{props.title}</h1>
        {props.isMissing ? <ProblemBanner title={t('link.missing')}>{t('link.missingNote')}</ProblemBanner> : <p>{props.note}</p>}
        {redeem.error && <ProblemBanner title={refusalText(redeem.error)} />}
        {!props.isMissing && (
          <NewPasswordForm asks={props.asks} action={props.action} isBusy={redeem.isPending} onSubmit={redeem.mutate} />
        )}
      </section>
    </SessionPage>
  );
}

/** The first admin, by the link that the console printed. */
export function SetupScreen() {
  const { t } = useTranslation('shell');
  const { token } = useSearch({ strict: false });
  return (
    <LinkScreen
      title={t('link.setup')}
      note={t('link.setupNote')}
      action={t('link.setupAction')}
      asks={['name', 'email']}
      isMissing={token === undefined}
      redeem={(account) => api.setup({ ...account, token: token ?? '' })}
    />
  );
}

/** Somebody who was invited makes their account. */
export function InvitationScreen() {
  const { t } = useTranslation('shell');
  const { token = '' } = useParams({ strict: false });
  return (
    <LinkScreen
      title={t('link.invitation')}
      note={t('link.invitationNote')}
      action={t('link.invitationAction')}
      asks={['name']}
      redeem={({ name, password }) => api.acceptInvitation({ token, name, password })}
    />
  );
}

/** Somebody sets a new password. */
export function PasswordResetScreen() {
  const { t } = useTranslation('shell');
  const { token = '' } = useParams({ strict: false });
  return (
    <LinkScreen
      title={t('link.reset')}
      note={t('link.resetNote')}
      action={t('link.resetAction')}
      asks={[]}
      redeem={({ password }) => api.resetPassword({ token, password })}
    />
  );
}

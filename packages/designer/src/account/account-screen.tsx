import './account.css';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session/index.ts';
import { EmptyState, PageHeader } from '../ui/index.ts';
import { AbsenceCard } from './absence-card.tsx';
import { LookCard } from './look-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { YouCard } from './you-card.tsx';

/** One's own account. */
export function AccountScreen() {
  const { t } = useTranslation('account');
  const { user } = useMe();
  return (
    <div className="account-page">
      <PageHeader title={t('title')} note={user?.email} />
      {user ? (
        <div className="account-columns">
          <div className="account-column">
            <YouCard user={user} />
            <AbsenceCard user={user} />
            <LookCard />
          </div>
          <div className="account-column">
            <PasswordCard user={user} />
            <SecondFactorCard user={user} />
          </div>
        </div>
      ) : (
        <>
          <EmptyState title={t('elsewhere.title')}>{t('elsewhere.note')}</EmptyState>
          <LookCard />
        </>
      )}
    </div>
  );
}

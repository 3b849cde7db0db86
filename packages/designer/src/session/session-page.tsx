import './session.css';
import { type Language, languages } from '@fortnight/shared/i18n';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppearance } from '../ui/index.ts';
import { Logo } from './logo.tsx';

/** What stands around the forms of people who are not signed in. */
export function SessionPage({ children }: { children: ReactNode }) {
  const { t } = useTranslation('shell');
  const { language, chooseLanguage } = useAppearance();
  return (
    <main className="session-page">
      <div className="session-box">
        <div className="session-logo">
          <Logo size={28} />
          Fortnight
          <span className="session-language">
            <Select<Language>
              size="small"
              aria-label={t('language')}
              value={language}
              onChange={chooseLanguage}
              options={languages.map(({ id, name }) => ({ value: id, label: name }))}
              popupMatchSelectWidth={false}
            />
          </span>
        </div>
        {children}
      </div>
    </main>
  );
}

import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Card, type ThemeChoice, useAppearance } from '../ui/index.ts';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Light or dark, at once and in this browser. */
export function LookCard() {
  const { t } = useTranslation(['account', 'shell']);
  const { theme, chooseTheme } = useAppearance();
  return (
    <Card title={t('look.title')} note={t('look.note')}>
      <div className="account-body">
        <div>
          <Segmented<ThemeChoice>
            aria-label={t('shell:theme.title')}
            value={theme}
            onChange={chooseTheme}
            options={themes.map((id) => ({ value: id, label: t(`shell:theme.${id}`) }))}
          />
        </div>
      </div>
    </Card>
  );
}

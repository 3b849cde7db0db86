/** What every screen stands in: tokens, Ant Design's theme and locale, the language. */
import './fonts.css';
import './tokens.css';
import './base.css';
import './parts.css';
import './language.ts';
import type { Language } from '@fortnight/shared/i18n';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import zhTW from 'antd/locale/zh_TW';
import { type ReactNode, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppearance, useIsDark } from './appearance.ts';
import { themeOf } from './theme.ts';
import { useMedia } from './use-media.ts';

const locales = { en: enUS, 'zh-Hans': zhCN, 'zh-Hant': zhTW } satisfies Record<Language, unknown>;

/** Below the bar of a page, whose tabs and buttons stay within reach. */
const messages = { top: 60 };

/** Menus and lists that open over the page stand in a landmark of their own, where readers find them. */
function popupHome(): HTMLElement {
  return document.getElementById('popups') ?? document.body;
}

export function Surroundings({ children }: { children: ReactNode }) {
  const { t } = useTranslation('shell');
  const isDark = useIsDark();
  const wantsCalm = useMedia('(prefers-reduced-motion: reduce)');
  const language = useAppearance((state) => state.language);
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  }, [isDark]);
  return (
    <ConfigProvider
      theme={themeOf({ isDark, wantsCalm })}
      locale={locales[language]}
      button={{ autoInsertSpace: false }}
      getPopupContainer={popupHome}
    >
      <AntApp component={false} message={messages}>
        {children}
      </AntApp>
      <aside id="popups" aria-label={t('popups')} />
    </ConfigProvider>
  );
}

/** i18next over the shared catalogues: one namespace an area. */
import { catalogues } from '@fortnight/shared/i18n';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { useAppearance } from './appearance.ts';

void i18next.use(initReactI18next).init({
  lng: useAppearance.getState().language,
  fallbackLng: 'en',
  defaultNS: 'shell',
  ns: Object.keys(catalogues.en),
  resources: { ...catalogues },
  interpolation: { escapeValue: false },
  initAsync: false,
});

const tell = (language: string): void => {
  document.documentElement.lang = language;
};
tell(useAppearance.getState().language);
useAppearance.subscribe(({ language }, before) => {
  if (language === before.language) return;
  tell(language);
  void i18next.changeLanguage(language);
});

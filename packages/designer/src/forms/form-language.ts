import type { Language } from '@fortnight/shared/i18n';
import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppearance } from '../ui/index.ts';

/** The language that a preview shows a form in, where that is not the reader's own. */
export const FormLanguage = createContext<Language | undefined>(undefined);

/** The language of the form, and the words around its fields in it. */
export function useFormLanguage() {
  const own = useAppearance((state) => state.language);
  const language = useContext(FormLanguage) ?? own;
  const { i18n } = useTranslation('forms');
  return { language, t: i18n.getFixedT(language, 'forms') };
}

/** What a reader chose for the look: theme and language. Kept in the browser, told to the page. */
import { type Language, languages } from '@fortnight/shared/i18n';
import { create } from 'zustand';
import { useMedia } from './use-media.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

interface Appearance {
  readonly theme: ThemeChoice;
  readonly language: Language;
  readonly chooseTheme: (theme: ThemeChoice) => void;
  readonly chooseLanguage: (language: Language) => void;
  /** Takes the language of the account, unless one was chosen in this browser. */
  readonly adoptLanguage: (language: Language) => void;
}

const kept = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const keep = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still shows what was chosen, until the page is closed.
  }
};

/** The language of ours that is nearest to what the browser asks for: `zh-TW`, `zh-HK`, `zh-Hant…` read traditional. */
export function nearestLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    if (/^zh-(hant|tw|hk|mo)/i.test(tag)) return 'zh-Hant';
    if (/^zh/i.test(tag)) return 'zh-Hans';
    if (/^en/i.test(tag)) return 'en';
  }
  return 'en';
}

const isTheme = (value: string | null): value is ThemeChoice => value === 'system' || value === 'light' || value === 'dark';
const keptLanguage = (): Language | undefined => languages.find(({ id }) => id === kept('fortnight.language'))?.id;
const keptTheme = kept('fortnight.theme');

export const useAppearance = create<Appearance>((set) => ({
  theme: isTheme(keptTheme) ? keptTheme : 'system',
  language: keptLanguage() ?? nearestLanguage(typeof navigator === 'undefined' ? [] : navigator.languages),
  chooseTheme: (theme) => {
    keep('fortnight.theme', theme);
    set({ theme });
  },
  chooseLanguage: (language) => {
    keep('fortnight.language', language);
    set({ language });
  },
  adoptLanguage: (language) => {
    if (!keptLanguage()) set({ language });
  },
}));

/** Whether the page is dark now: as chosen, or as the system is. */
export function useIsDark(): boolean {
  const theme = useAppearance((state) => state.theme);
  const isSystemDark = useMedia('(prefers-color-scheme: dark)');
  return theme === 'system' ? isSystemDark : theme === 'dark';
}

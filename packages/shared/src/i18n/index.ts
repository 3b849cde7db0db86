/** What Fortnight says, in its three languages; screens and mails read the same catalogues. */
import { en } from './en/index.ts';
import type { Words } from './words.ts';
import { zhHans } from './zh-hans/index.ts';
import { zhHant } from './zh-hant/index.ts';

export type Language = 'en' | 'zh-Hans' | 'zh-Hant';
export type Catalogue = Words<typeof en>;

/** Each language under its own name, in the order in which they are offered. */
export const languages: readonly { readonly id: Language; readonly name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'zh-Hans', name: '简体中文' },
  { id: 'zh-Hant', name: '繁體中文' },
];

/** One namespace an area (`shell`, `inbox` …); `{{name}}` stands for a value, `_one` and `_other` end plural forms. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };

/** The canvas's own texts in the reader's language. */
import i18next from 'i18next';
import { eventWords } from './event-words.ts';
import { toolWords } from './tool-words.ts';

const rows = [...eventWords, ...toolWords];
const byLanguage: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  'zh-Hans': new Map(rows.map(([english, simplified]) => [english, simplified])),
  'zh-Hant': new Map(rows.map(([english, , traditional]) => [english, traditional])),
};

/** Says a text of bpmn.io in the language that is on now; what has no translation stays English. */
export function translate(text: string, replacements: Readonly<Record<string, string>> = {}): string {
  const said = byLanguage[i18next.language]?.get(text) ?? text;
  return said.replace(/\{([^}]+)\}/g, (whole, name: string) => replacements[name] ?? whole);
}

export const wordsModule = { translate: ['value', translate] };

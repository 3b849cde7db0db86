import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogues } from '@fortnight/shared/i18n';
import { describe, expect, it } from 'vitest';

type Words = string | { readonly [key: string]: Words };

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(import.meta.dirname, name), 'utf8') }));

const allAreas = Object.keys(catalogues.en);

/** The areas that a file reads; one that is handed its words may read any. */
function areasOf(text: string): string[] {
  const named = [...text.matchAll(/useTranslation\(\s*(\[[^\]]*\]|'[^']*')/g)].flatMap(([, areas = '']) =>
    [...areas.matchAll(/'([^']+)'/g)].map(([, area = '']) => area),
  );
  return named.length > 0 ? named : allAreas;
}

/** Whether a path leads to a text, to one of its plural or context forms, or, cut at `${`, to where such texts begin. */
function leadsToText(area: string, path: string): boolean {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let words: Words | undefined = (catalogues.en as Words as Record<string, Words>)[area];
  for (const part of parts) words = typeof words === 'object' ? words[part] : undefined;
  if (typeof words !== 'object') return false;
  if (last === '') return Object.keys(words).length > 0;
  return Object.keys(words).some((key) => key === last || key.startsWith(`${last}_`));
}

describe('the words that screens ask for', () => {
  it('are in the catalogue', () => {
    const missing = files.flatMap(({ name, text }) => {
      const areas = areasOf(text);
      const asked = [...text.matchAll(/\bt\(\s*['`]([\w-]+:)?([\w.-]+)(['`]|\$\{)([^)]*)/g)];
      return asked
        .filter(([, area, path = '', end, rest = '']) => {
          if (rest.includes('defaultValue')) return false;
          const cut = end === '${' ? path.replace(/[^.]*$/, '') : path;
          return !(area ? [area.slice(0, -1)] : areas).some((each) => leadsToText(each, cut));
        })
        .map(([, , path]) => `${name}: ${path}`);
    });
    expect(missing).toEqual([]);
  });
});

describe('the values that words name', () => {
  const namesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();
  function textsOf(words: Words, path = ''): [string, string][] {
    if (typeof words === 'string') return [[path, words]];
    return Object.entries(words).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
  }
  it.each(['zh-Hans', 'zh-Hant'] as const)('are known to English, in %s', (language) => {
    const english = new Map(textsOf(catalogues.en as Words));
    const forms = (path: string): string[] =>
      ['', '_zero', '_one', '_other'].flatMap((end) => namesIn(english.get(path.replace(/_(zero|one|other)$/, '') + end) ?? ''));
    const strange = textsOf(catalogues[language] as Words).flatMap(([path, text]) =>
      namesIn(text)
        .filter((name) => name !== 'count' && !forms(path).includes(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(strange).toEqual([]);
  });
});

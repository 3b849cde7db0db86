import { describe, expect, it } from 'vitest';
import { catalogues } from './index.ts';

const textsOf = (words: unknown): readonly string[] =>
  typeof words === 'string' ? [words] : Object.values(words as Record<string, unknown>).flatMap(textsOf);

const chinese = '[\\u3400-\\u9fff\\u3000-\\u303f\\uff00-\\uffef]';
/** A character beside a letter, a figure or what is filled in, with a space between them. */
const spaced = new RegExp(`${chinese} [\\w{<“「]|[\\w}>”」%] ${chinese}`);

describe.each(['zh-Hans', 'zh-Hant'] as const)('the words in %s', (language) => {
  it('have no space between characters and figures', () => {
    expect(textsOf(catalogues[language]).filter((text) => spaced.test(text))).toEqual([]);
  });

  it('have marks of Chinese after characters', () => {
    expect(textsOf(catalogues[language]).filter((text) => new RegExp(`${chinese}[,;:?!](?!\\d)`).test(text))).toEqual([]);
  });
});

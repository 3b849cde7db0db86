import { describe, expect, it } from 'vitest';
import { auditActions } from '../contract/index.ts';
import { catalogues, languages } from './index.ts';

function wordsOf(words: unknown, path: readonly string[]): unknown {
  return path.reduce((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], words);
}

describe('the audit log', () => {
  it.each(languages)('has words for everything that can stand in it, in $name', ({ id }) => {
    const wordless = auditActions.filter(
      (action) => typeof wordsOf(catalogues[id].operations.audit.action, action.split('.')) !== 'string',
    );
    expect(wordless).toEqual([]);
  });
});

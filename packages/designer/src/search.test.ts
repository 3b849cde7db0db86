import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch, texts } from './search.ts';

describe('filters in the address', () => {
  it('stay texts, even where they look like figures', () => {
    expect(parseSearch('?q=123&state=true')).toEqual({ q: '123', state: 'true' });
  });
  it('survive the way there and back, Chinese too', () => {
    const search = { q: '苏州 精密', process: 'six-stage' };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });
  it('leave out what is empty', () => {
    expect(stringifySearch({ q: '', scope: undefined })).toBe('');
  });
  it('drop what no screen asked for', () => {
    expect(texts('q', 'scope')({ q: 'x', scope: '', other: 'y' })).toEqual({ q: 'x' });
  });
});

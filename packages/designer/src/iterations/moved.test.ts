import type { BoardCard } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { moved } from './moved.ts';

const card = (id: string, column: BoardCard['column']): BoardCard => ({
  id,
  column,
  kind: 'note',
  text: id,
  who: null,
  elementId: null,
  dueOn: null,
  severity: null,
  version: null,
  isDone: false,
  suggestionId: null,
  createdBy: null,
  createdAt: '2026-11-18T08:00:00Z',
});
const cards = [card('a', 'plan'), card('b', 'plan'), card('c', 'do')];
const inColumn = (of: readonly BoardCard[], column: BoardCard['column']) =>
  of.filter((each) => each.column === column).map(({ id }) => id);

describe('a card that is moved', () => {
  it('stands at its place in the other column', () => {
    const after = moved(cards, { cardId: 'c', column: 'plan', position: 1 });
    expect(inColumn(after, 'plan')).toEqual(['a', 'c', 'b']);
    expect(inColumn(after, 'do')).toEqual([]);
  });
  it('changes its place in its own column', () => {
    expect(inColumn(moved(cards, { cardId: 'a', column: 'plan', position: 1 }), 'plan')).toEqual(['b', 'a']);
  });
  it('leaves the others alone where it is not there any more', () => {
    expect(moved(cards, { cardId: 'gone', column: 'act', position: 0 })).toEqual(cards);
  });
});

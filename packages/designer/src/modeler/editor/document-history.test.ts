import { describe, expect, it } from 'vitest';
import { createDocumentHistory } from './document-history.ts';

describe('documents that were replaced', () => {
  it('come back one by one, and go again', () => {
    const history = createDocumentHistory();
    history.replaced('first');
    history.replaced('second');
    expect(history.undo('third')).toBe('second');
    expect(history.undo('second')).toBe('first');
    expect(history.canUndo()).toBe(false);
    expect(history.redo('first')).toBe('second');
    expect(history.redo('second')).toBe('third');
    expect(history.canRedo()).toBe(false);
  });

  it('cannot come again behind another replacement', () => {
    const history = createDocumentHistory();
    history.replaced('first');
    history.undo('second');
    history.replaced('first');
    expect(history.redo('other')).toBeUndefined();
    expect(history.undo('other')).toBe('first');
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftSaver, type Saved, type SaveState } from './draft-saver.ts';

class Conflict extends Error {
  readonly standing: Saved;
  constructor(standing: Saved) {
    super('changed');
    this.standing = standing;
  }
}

function setUp() {
  const states: SaveState['kind'][] = [];
  const server = { etag: 'e1', content: 'first', fails: false, gate: Promise.resolve() };
  const mine = { content: 'first' };
  const saver = createDraftSaver<string>({
    saved: { etag: 'e1', savedAt: 't1', savedBy: 'li' },
    read: async () => mine.content,
    save: async (content, etag) => {
      await server.gate;
      if (server.fails) throw new Error('offline');
      if (etag !== server.etag) throw new Conflict({ etag: server.etag, savedAt: 't9', savedBy: 'chen' });
      server.content = content;
      server.etag = `e${Number(server.etag.slice(1)) + 1}`;
      return { etag: server.etag, savedAt: 't2', savedBy: 'li' };
    },
    conflictIn: (error) => (error instanceof Conflict ? error.standing : undefined),
    onState: ({ kind }) => states.push(kind),
    delayMs: 1_000,
  });
  return { states, server, mine, saver };
}

describe('saving a draft', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('saves once after several changes', async () => {
    const { states, server, mine, saver } = setUp();
    mine.content = 'second';
    saver.changed();
    await vi.advanceTimersByTimeAsync(500);
    mine.content = 'third';
    saver.changed();
    await vi.advanceTimersByTimeAsync(999);
    expect(server.content).toBe('first');
    await vi.advanceTimersByTimeAsync(1);
    expect(server).toMatchObject({ content: 'third', etag: 'e2' });
    expect(states.at(-1)).toBe('saved');
  });

  it('saves again what changed during a save', async () => {
    const { server, mine, saver } = setUp();
    let open = () => {};
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    mine.content = 'second';
    saver.changed();
    await vi.advanceTimersByTimeAsync(1_000);
    mine.content = 'third';
    saver.changed();
    open();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.content).toBe('third');
    expect(saver.isSaved()).toBe(true);
  });

  it('saves at once when asked, and says whether all is saved', async () => {
    const { server, mine, saver } = setUp();
    mine.content = 'second';
    saver.changed();
    expect(await saver.flush()).toBe(true);
    expect(server.content).toBe('second');
  });

  it('never saves over what somebody else saved, and can be told to', async () => {
    const { states, server, mine, saver } = setUp();
    server.etag = 'e7';
    server.content = 'theirs';
    mine.content = 'mine';
    saver.changed();
    expect(await saver.flush()).toBe(false);
    expect(states.at(-1)).toBe('conflict');
    saver.changed();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.content).toBe('theirs');
    saver.standOn({ etag: 'e7', savedAt: 't9', savedBy: 'chen' }, false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.content).toBe('mine');
  });

  it('keeps what could not be saved, and saves it with the next change', async () => {
    const { states, server, mine, saver } = setUp();
    server.fails = true;
    mine.content = 'second';
    saver.changed();
    expect(await saver.flush()).toBe(false);
    expect(states.at(-1)).toBe('failed');
    server.fails = false;
    saver.changed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.content).toBe('second');
  });
});

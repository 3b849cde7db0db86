import type { TaskDetail, TaskDraft } from '@fortnight/shared/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnswerKeeper } from './answer-keeper.ts';

const delayMs = 1_000;
const onSaved = () => {};
const refusal = new Error('refused');

/** A server that answers when it is told to. */
function start() {
  const saves: {
    readonly comment: string | undefined;
    readonly answer: (savedAt?: string) => void;
    readonly fail: (error: unknown) => void;
  }[] = [];
  const save = (_: string, { comment }: TaskDraft) =>
    new Promise<TaskDetail>((resolve, reject) => {
      saves.push({ comment, answer: (savedAt = '') => resolve({ draft: { comment, savedAt } } as TaskDetail), fail: reject });
    });
  const answers = createAnswerKeeper({ save, isRefused: (error) => error === refusal, delayMs });
  return { answers, saves, sent: () => saves.map(({ comment }) => comment) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('answer keeper', () => {
  it('saves once the typing rests, and at once when the task is left', async () => {
    const { answers, sent } = start();
    answers.keep('a', { comment: 'o' }, onSaved);
    await vi.advanceTimersByTimeAsync(delayMs - 1);
    answers.keep('a', { comment: 'one' }, onSaved);
    await vi.advanceTimersByTimeAsync(delayMs - 1);
    expect(sent()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent()).toEqual(['one']);
    answers.keep('b', { comment: '' }, onSaved);
    void answers.flush('b');
    await vi.advanceTimersByTimeAsync(0);
    expect(sent()).toEqual(['one', '']);
  });

  it('saves one after the other, the newest last, and knows what is not saved', async () => {
    const { answers, saves, sent } = start();
    answers.keep('a', { comment: 'one' }, onSaved);
    void answers.flush('a');
    await vi.advanceTimersByTimeAsync(0);
    answers.keep('a', { comment: 'two' }, onSaved);
    void answers.flush('a');
    await vi.advanceTimersByTimeAsync(0);
    expect(sent()).toEqual(['one']);
    saves[0]?.answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent()).toEqual(['one', 'two']);
    expect(answers.unsavedFor('a')).toEqual({ comment: 'two' });
    saves[1]?.answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(answers.unsavedFor('a')).toBeUndefined();
  });

  it('knows what it saved better than a reading from before', async () => {
    const { answers, saves } = start();
    const before = { comment: 'none', savedAt: '2026-11-25T09:00:00.000Z' };
    answers.keep('a', { comment: 'one' }, onSaved);
    void answers.flush('a');
    await vi.advanceTimersByTimeAsync(0);
    saves[0]?.answer('2026-11-25T10:00:00.000Z');
    await vi.advanceTimersByTimeAsync(0);
    expect(answers.savedFor({ id: 'a', draft: before })).toMatchObject({ comment: 'one' });
    const since = { comment: 'from elsewhere', savedAt: '2026-11-25T11:00:00.000Z' };
    expect(answers.savedFor({ id: 'a', draft: since })).toEqual(since);
  });

  it('holds on to what did not reach the server, and drops what it refused', async () => {
    const { answers, saves } = start();
    for (const error of [new Error('unreachable'), refusal]) {
      answers.keep('a', { comment: 'one' }, onSaved);
      void answers.flush('a');
      await vi.advanceTimersByTimeAsync(0);
      saves.at(-1)?.fail(error);
      await vi.advanceTimersByTimeAsync(0);
      expect(answers.unsavedFor('a') === undefined).toBe(error === refusal);
    }
  });

  it('sends everything when the page goes, though a save is on its way', async () => {
    const { answers, sent } = start();
    answers.keep('a', { comment: 'one' }, onSaved);
    void answers.flush('a');
    await vi.advanceTimersByTimeAsync(0);
    answers.keep('a', { comment: 'two' }, onSaved);
    answers.leave();
    expect(sent()).toEqual(['one', 'two']);
  });
});

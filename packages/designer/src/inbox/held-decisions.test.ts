import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHeldDecisions, type Decision, undoMs } from './held-decisions.ts';

const decision = (taskId: string): Decision => ({
  taskId,
  taskName: 'Three signatures',
  outcomeName: 'Approve',
  body: { outcome: 'approve' },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('held decisions', () => {
  it('waits before it sends, and sends once', async () => {
    const send = vi.fn(async () => {});
    const decisions = createHeldDecisions({ send });
    decisions.hold([decision('a')]);
    await vi.advanceTimersByTimeAsync(undoMs - 1);
    expect(send).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(send).toHaveBeenCalledTimes(1);
    expect(decisions.read()).toEqual({ held: null, sending: [], refused: [] });
  });

  it('sends nothing after an undo', async () => {
    const send = vi.fn(async () => {});
    const decisions = createHeldDecisions({ send });
    decisions.hold([decision('a')]);
    decisions.undo();
    await vi.runAllTimersAsync();
    expect(send).not.toHaveBeenCalled();
  });

  it('sends the decision before at once when the next one is made', async () => {
    const sent: string[] = [];
    const decisions = createHeldDecisions({ send: async ({ taskId }) => void sent.push(taskId) });
    decisions.hold([decision('a')]);
    decisions.hold([decision('b')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(['a']);
    expect(decisions.read().held?.decisions[0]?.taskId).toBe('b');
  });

  it('sends what is held when the page goes', async () => {
    const send = vi.fn(async () => {});
    const decisions = createHeldDecisions({ send });
    decisions.hold([decision('a'), decision('b')]);
    await decisions.flush();
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('keeps a refusal until it is dismissed, and the others of the batch go through', async () => {
    const onSettled = vi.fn();
    const send = async ({ taskId }: Decision) => {
      if (taskId === 'a') throw new Error('taken');
    };
    const decisions = createHeldDecisions({ send, onSettled });
    decisions.hold([decision('a'), decision('b')]);
    await vi.runAllTimersAsync();
    const [refusal] = decisions.read().refused;
    expect(refusal?.decision.taskId).toBe('a');
    expect(onSettled).toHaveBeenCalledTimes(1);
    if (refusal) decisions.dismiss(refusal);
    expect(decisions.read().refused).toEqual([]);
  });
});

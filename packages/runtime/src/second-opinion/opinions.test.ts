import { limits, type SecondOpinion } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import type { Asking } from './ask.ts';
import { createSecondOpinions } from './opinions.ts';

const agreed = (processId: string, more: Partial<SecondOpinion> = {}): SecondOpinion => ({
  processId,
  verdict: 'agrees',
  engine: { name: 'bpmn-engine', version: '25.0.1' },
  pathCount: 1,
  partialPathCount: 0,
  elementCount: 2,
  comparedElementCount: 2,
  bounds: [],
  differences: [],
  failures: [],
  notCompared: [],
  ...more,
});

/** Opinions that are formed when the test says so. */
function opinionsByHand() {
  const asked: { asking: Asking; answer: (opinion: SecondOpinion) => void }[] = [];
  const opinions = createSecondOpinions(
    (asking) => new Promise((resolve) => asked.push({ asking, answer: (opinion) => resolve([opinion]) })),
  );
  return { opinions, asked };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('second opinions', () => {
  it('are formed one at a time, and once for the same content', async () => {
    const { opinions, asked } = opinionsByHand();
    const [one, two] = [
      { bpmn: '<one/>', processId: 'p' },
      { bpmn: '<two/>', processId: 'p' },
    ];
    expect(opinions.look(one)).toEqual({ state: 'none', opinion: null });
    expect(opinions.ask(one)).toEqual({ state: 'running', opinion: null });
    expect(opinions.ask(one)).toEqual({ state: 'running', opinion: null });
    expect(opinions.ask(two)).toEqual({ state: 'running', opinion: null });
    await settled();
    expect(asked.map(({ asking }) => asking.bpmn)).toEqual(['<one/>']);
    asked[0]?.answer(agreed('p'));
    await settled();
    expect(opinions.ask(one)).toEqual({ state: 'done', opinion: agreed('p') });
    expect(asked.map(({ asking }) => asking.bpmn)).toEqual(['<one/>', '<two/>']);
  });

  it('are formed again where they were cut off', async () => {
    const { opinions, asked } = opinionsByHand();
    const one = { bpmn: '<one/>', processId: 'p' };
    opinions.ask(one);
    await settled();
    asked[0]?.answer(agreed('p', { notCompared: [{ code: 'takes-too-long', message: 'late' }] }));
    await settled();
    expect(opinions.look(one).state).toBe('done');
    expect(opinions.ask(one).state).toBe('running');
    expect(asked.length).toBe(2);
  });

  it('are refused when too many wait', () => {
    const { opinions } = opinionsByHand();
    for (let count = 0; count < limits.opinionsWaiting; count += 1) opinions.ask({ bpmn: String(count), processId: 'p' });
    expect(() => opinions.ask({ bpmn: 'one more', processId: 'p' })).toThrow(
      expect.objectContaining({ status: 503, code: 'second-opinion-busy' }),
    );
    expect(opinions.ask({ bpmn: '3', processId: 'p' }).state).toBe('running');
  });
});

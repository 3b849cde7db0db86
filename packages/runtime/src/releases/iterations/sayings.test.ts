import type { Measured } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { benchmarkSentence, compared, missingOf, relativeTo, remarksOf, sentenceOf } from './sayings.ts';

const day = 86_400_000;
const measured = (cases: number, estimate: number | null, low: number | null, high: number | null): Measured => ({
  cases,
  running: 0,
  estimate,
  low,
  high,
});
const cycleTime = { figure: 'cycleTime', elementId: null } as const;
const won = { figure: 'conversion', elementId: null } as const;
const votes = { figure: 'votesPerHour', elementId: 'sign' } as const;
const told = <T extends Parameters<typeof missingOf>[0]>(comparison: T) => ({
  ...comparison,
  missingCases: missingOf(comparison),
  tellsOn: '2026-12-24',
});

describe('what may be said', () => {
  it('of times: shorter, where the intervals lie apart, by the least and the most that they allow', () => {
    const comparison = told(
      compared(cycleTime, measured(61, 4.1 * day, 3.2 * day, 5.3 * day), measured(184, 7 * day, 6 * day, 8 * day)),
    );
    expect(comparison).toMatchObject({ standing: 'better', missingCases: null, difference: { low: -4.8 * day } });
    const { code, params } = sentenceOf(comparison);
    expect(code).toBe('timeShorter');
    expect([Number(params.low) / day, Number(params.high) / day].map((days) => days.toFixed(1))).toEqual(['0.7', '4.8']);
  });

  it('of times that overlap: how much less and how much more is left open, and how many cases are missing', () => {
    const comparison = told(
      compared(cycleTime, measured(10, 6 * day, 4 * day, 9 * day), measured(184, 7 * day, 6 * day, 8 * day)),
    );
    expect(comparison.standing).toBe('unclear');
    expect(sentenceOf(comparison)).toMatchObject({ code: 'timeUnclear', params: { low: 4 * day, high: 3 * day } });
    expect(remarksOf(comparison)[0]).toMatchObject({ code: 'missing', params: { missing: 113, on: '2026-12-24' } });
  });

  it('of a handful of cases: nothing, but how many there are and are missing', () => {
    const comparison = told(
      compared(won, measured(3, 1, 0.3, 1), measured(184, 0.2, 0.1, 0.3), { estimate: 0.8, low: 0.1, high: 0.9 }),
    );
    expect(comparison).toMatchObject({ standing: 'tooFew', missingCases: 2 });
    expect(sentenceOf(comparison)).toMatchObject({ code: 'tooFew', params: { cases: 3, missing: 2 } });
  });

  it('of a share: by how many points, and worse where less is won', () => {
    const comparison = told(
      compared(won, measured(61, 0.2, 0.1, 0.3), measured(184, 0.6, 0.5, 0.7), { estimate: -0.4, low: -0.6, high: -0.2 }),
    );
    expect(comparison.standing).toBe('worse');
    expect(sentenceOf(comparison)).toMatchObject({ code: 'worse', params: { lowPoints: -0.6, highPoints: -0.2 } });
  });

  it('of a rate: more votes an hour are better', () => {
    const comparison = told(compared(votes, measured(40, 0.5, 0.4, 0.6), measured(80, 0.2, 0.15, 0.25)));
    expect(comparison).toMatchObject({ standing: 'better', isLeading: true });
    expect(sentenceOf(comparison).code).toBe('rateHigher');
  });

  it('against a benchmark: a change against one’s own year, or a level', () => {
    const year = measured(2310, 8.6 * day, 8 * day, 9 * day);
    const change = told(
      relativeTo(cycleTime, measured(61, 4 * day, 3.5 * day, 4.5 * day), year, { kind: 'change', value: -0.25 }),
    );
    expect(change).toMatchObject({ standing: 'better', wanted: -0.25, unit: 'share' });
    expect(benchmarkSentence(change, 'change')).toMatchObject({ code: 'benchmarkReached', params: { wantedPercent: -0.25 } });
    const missed = relativeTo(cycleTime, measured(61, 8 * day, 7.5 * day, 8.2 * day), year, { kind: 'change', value: -0.25 });
    expect(missed.standing).toBe('worse');
    const level = told(
      relativeTo(won, measured(61, 0.3, 0.1, 0.5), measured(0, null, null, null), { kind: 'level', value: 0.18 }),
    );
    expect(benchmarkSentence(level, 'level')).toMatchObject({ code: 'levelUnclear', params: { wanted: 0.18 } });
  });
});

import { describe, expect, it } from 'vitest';
import { nextFiring, parseTimer, type Timer } from './index.ts';

function firings(kind: Timer['kind'], text: string, count: number): (string | null)[] {
  const timer = parseTimer(kind, text);
  if (!timer.ok) return [timer.error.code];
  const armedAt = Date.parse('2026-03-28T08:00:00Z');
  return Array.from({ length: count }, (_, fired) => {
    const ms = nextFiring(timer.value, { armedAt, fired, timeZone: 'Europe/Berlin' });
    return ms === null ? null : new Date(ms).toISOString().slice(0, 16);
  });
}

describe('a timer', () => {
  it.each<[Timer['kind'], string, (string | null)[]]>([
    ['date', '2026-06-01T09:00:00+08:00', ['2026-06-01T01:00', null]],
    ['date', '2026-06-01T09:00', ['2026-06-01T07:00', null]],
    ['duration', 'P1D', ['2026-03-29T07:00', null]],
    ['cycle', 'R2/PT1H', ['2026-03-28T09:00', '2026-03-28T10:00', null]],
    ['cycle', 'R/2026-01-31T09:00/P1M', ['2026-01-31T08:00', '2026-02-28T08:00', '2026-03-31T07:00']],
    ['cycle', '0 9 * * *', ['cron-not-supported']],
    ['cycle', '0 0/5 9 * * ?', ['cron-not-supported']],
    ['cycle', '@daily', ['cron-not-supported']],
    ['cycle', 'R0/PT1H', [null]],
    ['date', '2026-03-29T02:30', ['2026-03-29T01:30', null]],
    ['date', '2026-11-25T10:00:00[Asia/Shanghai]', ['2026-11-25T02:00', null]],
    ['duration', ' PT0.5S ', ['2026-03-28T08:00', null]],
    ['duration', 'P0D', ['bad-duration']],
    ['cycle', 'R/PT1H/2026-01-01', ['bad-cycle']],
    ['cycle', 'R3/-PT1H', ['bad-cycle']],
    ['cycle', 'R/PT0.999S', ['bad-cycle']],
    ['cycle', 'R/P1DT0.5S', ['2026-03-29T07:00']],
    ['date', 'tomorrow', ['bad-date']],
    ['duration', '2 days', ['bad-duration']],
  ])('%s %s fires at %j', (kind, text, expected) => {
    expect(firings(kind, text, expected.length)).toEqual(expected);
  });
});

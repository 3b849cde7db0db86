import { describe, expect, it } from 'vitest';
import { evaluate, type ParseOptions, parseExpression, type Variables } from '../index.ts';

const at = Date.parse('2026-11-25T02:30:00Z');

function answer(text: string, variables: Variables = {}, options: ParseOptions = {}) {
  const parsed = parseExpression(text, options);
  if (!parsed.ok) return { value: parsed.error[0]?.code, warnings: [] };
  const result = evaluate(JSON.parse(JSON.stringify(parsed.value)), { variables, at, timeZone: 'Asia/Shanghai' });
  return result.ok ? result : { value: result.error.code, warnings: [] };
}

describe('dates, times and durations', () => {
  it.each([
    ['now()', '2026-11-25T10:30:00+08:00'],
    ['string(now())', '2026-11-25T10:30:00@Asia/Shanghai'],
    ['today()', '2026-11-25'],
    ['now() + duration("P1D")', '2026-11-26T10:30:00+08:00'],
    ['today() + @"P1M"', '2026-12-25'],
    ['@"2026-01-31" + @"P1M"', '2026-02-28'],
    ['@"2026-03-01" - @"PT1H"', '2026-02-28'],
    ['@"2026-03-30" - @"2026-03-28"', 'P2D'],
    ['time("22:00:00") + @"PT3H"', '01:00:00'],
    ['@"10:00:00Z" - @"10:00:00+02:00"', 'PT2H'],
    ['time(9, 30, 0, duration("PT8H"))', '09:30:00+08:00'],
    ['date and time(@"2026-11-25", @"09:00:00")', '2026-11-25T09:00:00'],
    ['date and time("2026-11-25T24:00:00")', '2026-11-26T00:00:00'],
    ['date(now())', '2026-11-25'],
    ['@"2026-11-25T09:00:00@Europe/Berlin".time offset', 'PT1H'],
    ['@"2026-11-25T09:00:00@Europe/Berlin".timezone', 'Europe/Berlin'],
    ['@"2026-11-25".weekday', 3],
    ['-@"P1D"', '-P1D'],
    ['@"P1Y" / 5', 'P2M'],
    ['@"P1D" * 1.5', 'P1DT12H'],
    ['@"P1D" / @"PT1H"', 24],
    ['abs(-@"P1M")', 'P1M'],
    ['@"-P1DT2H".hours', -2],
    ['years and months duration(@"2026-01-31", @"2026-03-30")', 'P1M'],
    ['week of year(@"2026-01-01")', 1],
    ['day of week(now())', 'Wednesday'],
    ['last day of month(@"2028-02-10")', '2028-02-29'],
    ['@"2026-11-25" > @"2026-11-24"', true],
    ['@"PT24H" = @"P1D"', true],
    ['max([@"P1D", @"PT30H"])', 'P1DT6H'],
    ['for d in @"2026-01-31"..@"2026-02-01" return d', ['2026-01-31', '2026-02-01']],
    ['[@"2026-11-25", {due: @"PT1H"}]', ['2026-11-25', { due: 'PT1H' }]],
  ])('%s is %j', (text, value) => {
    expect(answer(text).value).toEqual(value);
  });

  it('reads a local date and time in the zone of the process when it meets one of a zone', () => {
    expect(answer('date and time("2026-11-25T10:30:00") = now()').value).toBe(true);
    expect(answer('now() - @"2026-11-25T09:30:00"').value).toBe('PT1H');
  });

  it('counts elapsed hours, not wall clocks, across daylight saving', () => {
    expect(answer('@"2026-03-28T12:00:00@Europe/Berlin" + @"P1D"').value).toBe('2026-03-29T13:00:00+02:00');
  });

  it.each([
    ['date("2026-02-30")', 'no-date'],
    ['time("25:00:00")', 'no-date'],
    ['date and time("2026-11-25T10:00:00@Nowhere/City")', 'no-date'],
    ['duration("P1Y2D")', 'no-date'],
    ['@"P1M" + @"P1D"', 'wrong-type'],
    ['@"2026-11-25" < @"2026-11-25T00:00:00"', 'no-order'],
    ['@"10:00:00" < @"10:00:00Z"', 'no-order'],
    ['@"2026-11-25" = "2026-11-25"', 'different-types'],
    ['@"2026-11-25" + @"P999999Y"', 'wrong-type'],
    ['@"2026-11-25".hour', 'no-property'],
  ])('%s is null with the warning %s', (text, code) => {
    expect(answer(text)).toMatchObject({ value: null, warnings: [{ code }] });
  });

  it('takes UTC for a zone that there is not, with a warning', () => {
    const parsed = parseExpression('now()');
    const result = parsed.ok && evaluate(parsed.value, { variables: {}, at, timeZone: 'Mars/Base' });
    expect(result).toMatchObject({ value: '2026-11-25T02:30:00Z', warnings: [{ code: 'no-zone' }] });
  });

  it.each(['-271821-04-19T00:00:00', '275760-09-13T00:00:00@Asia/Shanghai', '99999-12-31T23:59:59'])(
    'does not fail on the far end of time: %s',
    (text) => {
      expect(
        answer(`[date and time("${text}") < now(), date and time("${text}") - now(), string(date and time("${text}"))]`),
      ).toHaveProperty('warnings');
    },
  );

  it('refuses a literal that is none', () => {
    expect(answer('@"2026-13-01"').value).toBe('syntax');
  });

  it('reads the text of a variable as the type that it is declared with', () => {
    const types = { due: 'date', start: 'dateTime', opens: 'time', span: 'duration', title: 'text' };
    const variables = { due: '2026-11-24', start: '2026-11-25T09:00', opens: '09:00', span: 'P2D', title: '2026-11-24' };
    const read = (text: string) => answer(text, variables, { types }).value;
    expect(read('due < today()')).toBe(true);
    expect(read('due')).toBe('2026-11-24');
    expect(read('start + span')).toBe('2026-11-27T09:00:00');
    expect(read('opens.hour')).toBe(9);
    expect(read('title = "2026-11-24"')).toBe(true);
    expect(answer('due', { due: 'soon' }, { types })).toMatchObject({ value: null, warnings: [{ code: 'no-date' }] });
  });
});

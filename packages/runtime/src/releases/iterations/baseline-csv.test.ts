import { describe, expect, it } from 'vitest';
import { readBaselines } from './baseline-csv.ts';

const steps = [
  { id: 'sign', name: 'Sign, twice' },
  { id: 'check', name: 'Check' },
];
const head = 'figure,step,value,unit,cases,from,to,source';
const read = (...lines: string[]) => readBaselines([head, ...lines].join('\n'), steps);
const told = (line: string) => read(line).refusals.map(({ line: at, column, code, found }) => [at, column, code, found]);

describe('an import of baselines', () => {
  it('reads figures of cases and of steps in their units, by id or by name', () => {
    const { rows, refusals } = read(
      'cycleTime,,4.5,days,120,2025-01-01,2025-12-31,"The CRM, ""all"" regions"',
      '',
      'CONVERSION,,21,%,,2025-01-01,2025-12-31,CRM',
      'stepTime,"Sign, twice",6,hours,80,2025-01-01,2025-06-30,CRM',
      'votesPerHour,check,0.5,perHour,,2025-01-01,2025-06-30,CRM',
    );
    expect(refusals).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        figure: 'cycleTime',
        value: 388_800_000,
        cases: 120,
        from: '2025-01-01',
        to: '2025-12-31',
        source: 'The CRM, "all" regions',
      },
      { line: 4, figure: 'conversion', value: 0.21, from: '2025-01-01', to: '2025-12-31', source: 'CRM' },
      {
        line: 5,
        figure: 'stepTime',
        elementId: 'sign',
        value: 21_600_000,
        cases: 80,
        from: '2025-01-01',
        to: '2025-06-30',
        source: 'CRM',
      },
      { line: 6, figure: 'votesPerHour', elementId: 'check', value: 0.5, from: '2025-01-01', to: '2025-06-30', source: 'CRM' },
    ]);
  });

  it('reads what spreadsheets write: other separators, other orders, line ends and a mark at the beginning', () => {
    const csv = '\uFEFFsource;to;from;unit;value;figure\r\nCRM;2025-12-31;2025-01-01;percent;12;sentBack\r\n';
    expect(readBaselines(csv, steps)).toMatchObject({ rows: [{ line: 2, figure: 'sentBack', value: 0.12 }], refusals: [] });
    expect(readBaselines(csv.replaceAll(';', '\t'), steps).rows).toHaveLength(1);
  });

  it.each([
    ['speed,,1,days,,2025-01-01,2025-12-31,CRM', 'figure', 'figure-unknown', 'speed'],
    ['stepTime,,1,hours,,2025-01-01,2025-12-31,CRM', 'step', 'step-wanted', ''],
    ['stepTime,nowhere,1,hours,,2025-01-01,2025-12-31,CRM', 'step', 'step-unknown', 'nowhere'],
    ['cycleTime,sign,1,days,,2025-01-01,2025-12-31,CRM', 'step', 'step-unwanted', 'sign'],
    ['cycleTime,,about 3,days,,2025-01-01,2025-12-31,CRM', 'value', 'not-a-number', 'about 3'],
    ['cycleTime,,-3,days,,2025-01-01,2025-12-31,CRM', 'value', 'not-a-number', '-3'],
    ['cycleTime,,3,percent,,2025-01-01,2025-12-31,CRM', 'unit', 'unit-unknown', 'percent'],
    ['conversion,,101,percent,,2025-01-01,2025-12-31,CRM', 'value', 'out-of-range', '101'],
    ['conversion,,10,percent,few,2025-01-01,2025-12-31,CRM', 'cases', 'not-a-count', 'few'],
    ['conversion,,10,percent,,1.1.2025,2025-12-31,CRM', 'from', 'not-a-date', '1.1.2025'],
    ['conversion,,10,percent,,2025-02-01,2025-02-30,CRM', 'to', 'not-a-date', '2025-02-30'],
    ['conversion,,10,percent,,2025-02-01,2025-01-01,CRM', 'to', 'period-reversed', '2025-01-01'],
    ['conversion,,10,percent,,2025-01-01,2025-12-31,', 'source', 'source-missing', '0'],
  ])('says of "%s" what it expected in which column', (line, column, code, found) => {
    expect(told(line)).toEqual([[2, column, code, found]]);
  });

  it('tells every line that is wrong, a figure that stands twice, and columns that lack', () => {
    const line = 'conversion,,10,percent,,2025-01-01,2025-12-31,CRM';
    expect(read(line, 'speed,,1,days,,,,', line).refusals).toMatchObject([
      { line: 3, code: 'figure-unknown' },
      { line: 4, code: 'twice', expected: '2' },
    ]);
    expect(readBaselines('figure,value,colour', steps).refusals.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'unit column-missing',
      'from column-missing',
      'to column-missing',
      'source column-missing',
      'colour column-unknown',
    ]);
    expect(readBaselines('', steps).refusals.length).toBeGreaterThan(0);
    expect(read(...Array.from({ length: 201 }, () => line)).refusals).toMatchObject([{ code: 'too-many-lines', found: '201' }]);
  });
});

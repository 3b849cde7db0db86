import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogues, languages } from '../i18n/index.ts';

const folder = new URL('./rules/', import.meta.url);
const sources = readdirSync(folder)
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

/** Codes that a rule puts together or chooses, written out. */
const putTogether = [
  'flow-crosses-border',
  'field-unknown',
  'field-without-purpose',
  'part-used-twice',
  'part-without-id',
  'variable-unknown',
  'variable-misspelled',
  'expression-is-uel',
  ...'method function arithmetic engine-object index loop-counter text template syntax'
    .split(' ')
    .map((doubt) => `juel-${doubt}`),
  ...['start', 'end'].map((kind) => `no-${kind}-event`),
  ...['stage', 'checkpoint'].map((kind) => `${kind}-repeats`),
  ...['from', 'to'].map((way) => `flow-${way}-nothing`),
  ...['message', 'signal', 'error', 'escalation'].flatMap((noun) => [`${noun}-missing`, `${noun}-unknown`]),
  // What the model says of compensation, and the compiler too.
  ...['missing', 'unmarked', 'elsewhere', 'flow'].map((what) => `compensation-handler-${what}`),
  ...['compensation-handlers-several', 'compensation-boundary-flow', 'compensation-twice'],
  ...['compensation-activity-unknown', 'compensation-activity-elsewhere', 'cancel-without-transaction'],
  ...['send-back-out-of-compensation'],
  ...['purpose', 'retention'].map((part) => `personal-data-without-${part}`),
];
/** Where the kernel says itself what it can't compile. */
const kernel = new URL('../kernel/', import.meta.url);
const compiled = readdirSync(kernel, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap((file) => [...readFileSync(new URL(file, kernel), 'utf8').matchAll(/\{ code: '([a-z-]+)', severity/g)])
  .map(([, code]) => code ?? '');
const told = [...sources.matchAll(/(?:error|warning|info)\(\s*[\w.]+,\s*'([a-z-]+)'/g)].map(([, code]) => code ?? '');
const fixes = [...sources.matchAll(/fixes: .*?\{ code: '([a-z-]+)'/g)].map(([, code]) => code ?? '');

describe.each(languages.map(({ id }) => id))('the catalogue of problems in %s', (language) => {
  const { problems } = catalogues[language];

  it('words every finding of the rules', () => {
    expect(told.length).toBeGreaterThan(50);
    expect(compiled.length).toBeGreaterThan(20);
    for (const code of [...told, ...compiled, ...putTogether, 'nothing-executable'])
      expect(Object.keys(problems)).toContain(code);
  });

  it('words every fix', () => {
    expect(fixes.length).toBeGreaterThan(10);
    for (const code of fixes) expect(Object.keys(problems.fixes)).toContain(code);
  });
});

/** Laws of the kernel that only its text can break: who may know kinds, and which clauses are cited. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const kernel = join(import.meta.dirname, '../../packages/shared/src/kernel');
const read = (file: string): string => readFileSync(join(kernel, file), 'utf8');
const filesIn = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: kernel }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

/** The keys of a table of handlers. */
const keysOf = (table: string, key: RegExp): readonly string[] =>
  [...read(table).matchAll(key)].flatMap(([, name]) => name ?? []);
const definitions = keysOf('definitions/index.ts', /^ {2}(\w+EventDefinition): /gm);
/** What a task is of (`task`, `approval`), and what stands in an extension, are words of their own. */
const elements = keysOf('elements/index.ts', /^ {2}\['(\w+)', /gm).filter(
  (name) => !['task', 'approval', 'checkpoint', 'stage'].includes(name),
);

const named = (kinds: readonly string[]): RegExp => new RegExp(`['"](${kinds.join('|')})['"]`);
/** A kind that is not named but read for what it ends in, or begins with. */
const readOut = /[kK]ind\)?\.(endsWith|startsWith|includes|match)\(|\.test\([\w.]*kind\)/;

/** Lines of a file that one of the patterns fits; what `ignored` fits is left out. */
const linesOf = (file: string, patterns: readonly RegExp[], ignored = /$^/g): readonly string[] =>
  read(file)
    .replaceAll(ignored, '')
    .split('\n')
    .filter((line) => patterns.some((pattern) => pattern.test(line)))
    .map((line) => `${file}: ${line.trim()}`);

/** Who may name kinds outside of where they are decided on, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'plans/events.ts': 'the plans of the definitions are one union, told apart by their kind',
};

describe('the kernel', () => {
  const decides = [named([...elements, ...definitions]), readOut];

  it('decides on the kind of an element in elements/ alone, on that of an event definition in definitions/ alone', () => {
    expect(definitions.length).toBeGreaterThan(5);
    expect(elements.length).toBeGreaterThan(15);
    const outside = filesIn('**/*.ts').filter((file) => !/^(elements|definitions)\//.test(file) && !(file in exceptions));
    expect(outside.flatMap((file) => linesOf(file, decides))).toEqual([]);
    expect(filesIn('definitions/*.ts').flatMap((file) => linesOf(file, [named(elements), readOut]))).toEqual([]);
    // An element names the definitions that it may have, and asks nothing of them but what they claim.
    const mayHave = /eventDefinitions: \[[^\]]*\]/g;
    expect(filesIn('elements/**/*.ts').flatMap((file) => linesOf(file, [named(definitions)], mayHave))).toEqual([]);
  });

  it('excepts nobody who names no kind', () => {
    expect(Object.keys(exceptions).filter((file) => linesOf(file, decides).length === 0)).toEqual([]);
  });
});

const clause = /\b(?:8|9|10|13)\.\d+(?:\.\d+)*\b/g;
const clausesIn = (text: string): readonly string[] => text.match(clause) ?? [];

/** The rows of the README's table of elements: the files that one names, and the clauses that it cites. */
const rows = read('README.md')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap(([, , , how = '', cited = '']) => {
    const files = [...how.matchAll(/`([\w/-]+(?:\.ts|\/))`/g)].flatMap(([, name]) => name ?? []);
    return files.length > 0 ? [{ files, clauses: clausesIn(cited) }] : [];
  });

describe('a file of an element or event definition', () => {
  const doors = /(^|\/)(index|handler|definition)\.ts$/;
  const own = [...filesIn('elements/*.ts'), ...filesIn('definitions/*.ts')].filter((file) => !doors.test(file));
  const whole = ['elements/approval/approval.ts', 'elements/checkpoint/checkpoint.ts'];

  it.each([...own, ...whole])('%s cites the clauses of its row in the README', (file) => {
    const named = rows.filter(({ files }) =>
      files.some((name) => file === name || (name.endsWith('/') && file.startsWith(name))),
    );
    const head = read(file).slice(0, read(file).indexOf('import '));
    const cited = clausesIn(head);
    expect(named).not.toEqual([]);
    expect(cited).not.toEqual([]);
    const known = named.flatMap(({ clauses }) => clauses);
    expect(cited.filter((one) => !known.includes(one))).toEqual([]);
  });

  it('is there for every row that names one', () => {
    const there = (name: string): boolean => globSync(name.endsWith('/') ? `${name}*` : name, { cwd: kernel }).length > 0;
    expect(rows.flatMap(({ files }) => files).filter((name) => !there(name))).toEqual([]);
  });
});

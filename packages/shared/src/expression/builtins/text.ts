import { toText } from '../json-value.ts';
import { allMatches, type Pattern, readPattern } from '../pattern/index.ts';
import type { Run } from '../run.ts';
import type { Value } from '../value.ts';
import { define } from './define.ts';

define('string(from: any)', (run, value: Value) => (value === null ? null : toText(run, value)));
define('contains(string: string, match: string)', (_, text: string, match: string) => text.includes(match));
define('starts with(string: string, match: string)', (_, text: string, match: string) => text.startsWith(match));
define('ends with(string: string, match: string)', (_, text: string, match: string) => text.endsWith(match));
define('upper case(string: string)', (run, text: string) => run.string(text.toUpperCase()));
define('lower case(string: string)', (run, text: string) => run.string(text.toLowerCase()));
define('string length(string: string)', (_, text: string) => [...text].length);
define('trim(string: string)', (_, text: string) => text.trim());
define('substring before(string: string, match: string)', (_, text: string, match: string) =>
  text.includes(match) ? text.slice(0, text.indexOf(match)) : '',
);
define('substring after(string: string, match: string)', (_, text: string, match: string) =>
  text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '',
);
define(
  'substring(string: string, start position: number, length?: number)',
  (run, text: string, start: number, length?: number) => {
    const letters = [...text];
    const position = Math.trunc(start);
    if (position === 0 || Math.abs(position) > letters.length)
      return run.warn('out-of-range', 'substring: positions count from 1, or from -1 at the end.');
    const from = position > 0 ? position - 1 : letters.length + position;
    return run.string(letters.slice(from, length === undefined ? undefined : from + Math.max(0, Math.trunc(length))).join(''));
  },
);

define(
  'string join(list: list, delimiter?: string | null, prefix?: string | null, suffix?: string | null)',
  (run, list: readonly Value[], delimiter: string | null = null, prefix: string | null = null, suffix: string | null = null) => {
    const texts = list.filter((item) => item !== null);
    if (!texts.every((item) => typeof item === 'string'))
      return run.warn('wrong-type', 'string join: every item should be a string.');
    return run.string(`${prefix ?? ''}${run.list(texts).join(delimiter ?? '')}${suffix ?? ''}`);
  },
);

define(
  'matches(input: string, pattern: string, flags?: string | null)',
  (run, input: string, text: string, flags: string | null = null) => {
    const pattern = patternOf(run, text, flags);
    return pattern && allMatches(run, pattern, input, 1).length > 0;
  },
);

define('split(string: string, delimiter: string)', (run, input: string, delimiter: string) => {
  const pattern = patternOf(run, delimiter, null);
  if (!pattern) return null;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of allMatches(run, pattern, input)) {
    if (end === start) continue;
    parts.push(input.slice(from, start));
    from = end;
  }
  return run.list([...parts, input.slice(from)]);
});

define(
  'replace(input: string, pattern: string, replacement: string, flags?: string | null)',
  (run, input: string, text: string, replacement: string, flags: string | null = null) => {
    const pattern = patternOf(run, text, flags);
    if (!pattern) return null;
    let [result, from] = ['', 0];
    for (const { start, end, groups } of allMatches(run, pattern, input)) {
      const inserted = replacement.replace(
        /\\(.)|\$(\d)/gs,
        (_, escaped?: string, group?: string) => escaped ?? groups[Number(group)] ?? '',
      );
      result = run.string(`${result}${input.slice(from, start)}${inserted}`);
      from = end;
    }
    return run.string(result + input.slice(from));
  },
);

function patternOf(run: Run, text: string, flags: string | null): Pattern | null {
  const pattern = readPattern(text, flags ?? '');
  return pattern.ok ? pattern.value : run.warn('bad-pattern', `The pattern "${text.slice(0, 60)}" ${pattern.error}.`);
}

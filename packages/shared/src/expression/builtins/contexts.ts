import type { Run } from '../run.ts';
import { type Context, isContext, type Value } from '../value.ts';
import { define } from './define.ts';

const member = (context: Value, key: string): Value =>
  isContext(context) && Object.hasOwn(context, key) ? (context[key] ?? null) : null;

define('get value(m: context, key: string)', (_, context: Context, key: string) => member(context, key));
define('get value(m: context, keys: list)', (run, context: Context, keys: readonly Value[]) =>
  keys.length === 0 || !keys.every((key) => typeof key === 'string')
    ? run.warn('wrong-type', 'get value: every key should be a string.')
    : keys.reduce<Value>((value, key) => member(value, String(key)), context),
);
define('get entries(m: context)', (run, context: Context) =>
  run.list(Object.entries(context).map(([key, value]) => ({ key, value }))),
);

define('context(entries: list)', (run, entries: readonly Value[]) => {
  const pairs: [string, Value][] = [];
  const seen = new Set<string>();
  for (const entry of run.list(entries)) {
    const key = member(entry, 'key');
    const isPair = isContext(entry) && typeof key === 'string' && Object.hasOwn(entry, 'value');
    if (!isPair || seen.has(key)) return run.warn('wrong-type', 'context: every entry should be {key, value}, each key once.');
    seen.add(key);
    pairs.push([key, member(entry, 'value')]);
  }
  return Object.fromEntries(pairs);
});

define('context put(context: context, key: string, value: any)', (run, context: Context, key: string, value: Value) =>
  put(run, context, [key], value),
);
define('context put(context: context, keys: list, value: any)', (run, context: Context, keys: readonly Value[], value: Value) =>
  keys.length === 0 || !keys.every((key) => typeof key === 'string')
    ? run.warn('wrong-type', 'context put: every key should be a string.')
    : put(run, context, keys.map(String), value),
);

function put(run: Run, context: Value, [key, ...rest]: readonly string[], value: Value): Value {
  if (key === undefined) return value;
  if (!isContext(context)) return run.warn('wrong-type', `context put: "${key}" does not stand in a context.`);
  run.spend(Object.keys(context).length + 1);
  const inner = rest.length === 0 ? value : put(run, member(context, key), rest, value);
  return inner === null && value !== null ? null : { ...context, [key]: inner };
}

define('context merge(contexts: list)', (run, contexts: readonly Value[]) => {
  const known = contexts.filter(isContext);
  if (known.length < contexts.length) return run.warn('wrong-type', 'context merge: every item should be a context.');
  run.spend(known.reduce((sum, context) => sum + Object.keys(context).length, 0));
  return Object.fromEntries(known.flatMap((context) => Object.entries(context)));
});

import type { Code } from './code.ts';
import type { Run } from './run.ts';
import { readProperty } from './temporal/properties.ts';
import { isTemporal } from './temporal/text.ts';
import { isContext, isList, Range, typeOf, type Value } from './value.ts';

/** `x.name`: a member, of a list the members of its items, of a date or range its properties. */
export function pathOf(object: Code, name: string): Code {
  const read = (run: Run, value: Value): Value => {
    if (isContext(value)) return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
    if (isList(value)) return run.deeper(() => run.list(value.map((item) => read(run, item))));
    if (value === null) return null;
    const property = value instanceof Range ? rangeProperty(value, name) : undefined;
    const found = property ?? (typeof value === 'object' && isTemporal(value) ? readProperty(value, name) : undefined);
    return found === undefined ? run.warn('no-property', `A ${typeOf(value)} has no "${name}".`) : found;
  };
  return (run) => read(run, object(run));
}

function rangeProperty(range: Range, name: string): Value | undefined {
  switch (name) {
    case 'start':
      return range.low ?? null;
    case 'end':
      return range.high ?? null;
    case 'start included':
      return range.includesLow;
    case 'end included':
      return range.includesHigh;
    default:
      return undefined;
  }
}

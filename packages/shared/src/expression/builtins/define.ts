import { isNumeric, toDouble } from '../decimal.ts';
import type { Run } from '../run.ts';
import { type TypeName, typeOf, type Value } from '../value.ts';

/** A function that expressions may call. */
export interface Builtin {
  /** For completion, such as `count(list)`. */
  readonly signature: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly forms: readonly Form[];
  readonly call: (run: Run, values: readonly Value[]) => Value;
}

/** `number` hands over a double, `decimal` all digits. */
type Kind = TypeName | 'any' | 'decimal';
interface Parameter {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly isOptional: boolean;
  readonly isRepeated: boolean;
}
interface Form {
  readonly signature: string;
  readonly parameters: readonly Parameter[];
  readonly minimum: number;
  readonly maximum: number;
  readonly call: Body;
}
type Body = (run: Run, ...values: never[]) => Value;

const maximumRepeated = 100;
const table = new Map<string, Builtin>();

/** Every function that expressions may call, by name. */
export const builtins: ReadonlyMap<string, Builtin> = table;

/**
 * Adds a function, or another form of one, by its signature: `name(a: kind, b?: kind | kind, c...: kind)`.
 * Parameters are checked: one item stands for a list of it and a list of one for its item; what fits no form is null
 * with a warning.
 */
export function define(text: string, call: Body): void {
  const [, name = '', inner = ''] = /^([^(]+)\((.*)\)$/.exec(text) ?? [];
  const parameters = inner === '' ? [] : inner.split(', ').map(toParameter);
  const shown = parameters.map(
    (parameter) => `${parameter.name}${parameter.isOptional ? '?' : ''}${parameter.isRepeated ? '…' : ''}`,
  );
  const form: Form = {
    signature: `${name}(${shown.join(', ')})`,
    parameters,
    minimum: parameters.filter(({ isOptional }) => !isOptional).length,
    maximum: parameters.some(({ isRepeated }) => isRepeated) ? maximumRepeated : parameters.length,
    call,
  };
  const forms = [...(table.get(name)?.forms ?? []), form];
  table.set(name, {
    signature: forms.map(({ signature }) => signature).join(' or '),
    minimum: Math.min(...forms.map(({ minimum }) => minimum)),
    maximum: Math.max(...forms.map(({ maximum }) => maximum)),
    forms,
    call: (run, values) => callFitting(run, forms, values),
  });
}

function toParameter(text: string): Parameter {
  const [, name = '', mark, kinds = ''] = /^(.+?)(\?|\.\.\.)?: (.+)$/.exec(text) ?? [];
  return { name, kinds: kinds.split(' | ') as Kind[], isOptional: mark === '?', isRepeated: mark === '...' };
}

function callFitting(run: Run, forms: readonly Form[], values: readonly Value[]): Value {
  for (const form of forms) {
    const fitted = fit(form, values);
    if (fitted) return form.call(run, ...(fitted as never[]));
  }
  const found = values.map((value) => typeOf(value)).join(', ');
  const expected = forms.map(({ signature }) => signature).join(' or ');
  return run.warn('wrong-type', `${expected} takes no (${found}).`);
}

function fit(form: Form, values: readonly Value[]): Value[] | undefined {
  if (values.length < form.minimum || values.length > form.maximum) return undefined;
  const fitted: Value[] = [];
  for (const [index, value] of values.entries()) {
    const parameter = form.parameters[Math.min(index, form.parameters.length - 1)];
    const converted = parameter && convert(parameter.kinds, value);
    if (converted === undefined) return undefined;
    fitted.push(converted);
  }
  return fitted;
}

function convert(kinds: readonly Kind[], value: Value): Value | undefined {
  for (const kind of kinds) {
    if (kind === 'number' && isNumeric(value)) return toDouble(value);
    if (kind === 'any' || typeOf(value) === (kind === 'decimal' ? 'number' : kind)) return value;
  }
  if (kinds.includes('list')) return value === null ? undefined : [value];
  const [only] = Array.isArray(value) && value.length === 1 ? (value as readonly Value[]) : [];
  return only === undefined || Array.isArray(only) ? undefined : convert(kinds, only);
}

/** Puts named parameters in order; undefined where a name is unknown or one is missing. */
export function orderParameters<T>(builtin: Builtin, names: readonly string[], values: readonly T[], absent: T): T[] | undefined {
  for (const { parameters, minimum } of builtin.forms) {
    const places = names.map((name) => parameters.findIndex((parameter) => parameter.name === name));
    const isMissing = parameters.some((_, index) => index < minimum && !places.includes(index));
    if (isMissing || places.includes(-1) || new Set(places).size < places.length) continue;
    return Array.from(
      { length: Math.max(0, ...places.map((place) => place + 1)) },
      (_, index) => values[places.indexOf(index)] ?? absent,
    );
  }
  return undefined;
}

import type { Json, JsonObject } from '@fortnight/shared/base';
import type { Form, FormField } from '@fortnight/shared/contract';
import { type Expression, evaluate, parseExpression } from '@fortnight/shared/expression';
import { controlOf, type DataHint } from './field-control.ts';

/** What a form is filled against: the case's variables, when it is, and where. */
export interface FormContext {
  readonly variables: JsonObject;
  /** Epoch ms UTC, for `today()` and `now()` in conditions. */
  readonly at: number;
  readonly timeZone?: string;
}

/** What of a filled form is asked for, still missing, and to be sent. */
export interface FilledForm {
  readonly visible: readonly FormField[];
  /** Names of required fields that are visible and empty. */
  readonly missing: readonly string[];
  /** What is sent: the writable and visible fields that hold something, or that were emptied. */
  readonly variables: JsonObject;
}

const parsed = new Map<string, Expression | undefined>();
const expressionOf = (text: string): Expression | undefined => {
  if (!parsed.has(text)) {
    const result = parseExpression(text);
    parsed.set(text, result.ok ? result.value : undefined);
  }
  return parsed.get(text);
};

/** Whether a condition holds; one that cannot be read hides its field, as on the server. */
function holds(condition: string | undefined, variables: JsonObject, { at, timeZone }: FormContext): boolean {
  if (condition === undefined) return true;
  const expression = expressionOf(condition);
  if (!expression) return false;
  const result = evaluate(expression, { variables, at, ...(timeZone !== undefined && { timeZone }) });
  return result.ok && result.value === true;
}

export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const orNull = (value: Json | undefined): Json => (value === undefined || isEmpty(value) ? null : value);

const isAsked = (field: FormField) => field.control !== 'section' && field.writable !== false;

/**
 * Says which fields are visible, which required ones are missing, and what would be sent.
 *
 * A hidden field is neither required nor sent, and other conditions read the case's own value in its place; so the
 * visible fields are sought until hiding one changes nothing any more.
 */
export function fillForm(form: Form, values: JsonObject, context: FormContext, data: readonly DataHint[] = []): FilledForm {
  let visible: readonly FormField[] = form.fields;
  for (let round = 0; round <= form.fields.length; round++) {
    const entered = Object.fromEntries(
      visible.filter((field) => isAsked(field) && field.name in values).map(({ name }) => [name, orNull(values[name])]),
    );
    const scope = { ...absentAsNull(form), ...context.variables, ...entered };
    const next = visible.filter((field) => holds(field.visible, scope, context));
    if (next.length === visible.length) break;
    visible = next;
  }
  const asked = visible.filter(isAsked);
  const isCheck = (field: FormField) =>
    controlOf(
      field,
      data.find(({ name }) => name === field.name),
    ) === 'check';
  const answerOf = (field: FormField): Json => orNull(values[field.name] ?? (isCheck(field) ? false : null));
  return {
    visible,
    missing: asked.filter((field) => field.required && isEmpty(answerOf(field))).map(({ name }) => name),
    variables: Object.fromEntries(
      asked
        .map((field) => [field.name, answerOf(field)] as const)
        .filter(([name, value]) => value !== null || !isEmpty(context.variables[name])),
    ),
  };
}

const absentAsNull = (form: Form): JsonObject => Object.fromEntries(form.fields.map(({ name }) => [name, null]));

/** What the fields begin with: what was saved for later, else what the case knows. */
export function initialValues(form: Form, variables: JsonObject, saved: JsonObject = {}): JsonObject {
  const entries = form.fields
    .filter((field) => field.control !== 'section')
    .map(({ name }) => [name, saved[name] ?? variables[name]] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}

/** A file as a field's value holds it. */
export interface FileValue {
  readonly fileId: string;
  readonly name: string;
}

/** Reads a field's value as the file that it names. */
export function fileIn(value: Json | undefined): FileValue | undefined {
  if (typeof value === 'string' && value !== '') return { fileId: value, name: value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { fileId, name } = value as JsonObject;
  return typeof fileId === 'string' ? { fileId, name: typeof name === 'string' ? name : fileId } : undefined;
}

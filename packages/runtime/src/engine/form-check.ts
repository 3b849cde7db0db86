/** What a form lets in: its writable, visible fields and nothing else. */
import type { JsonObject } from '@fortnight/shared/base';
import type { Form, FormField } from '@fortnight/shared/contract';
import { evaluate, parseExpression } from '@fortnight/shared/expression';
import { EngineRefused } from './refusal.ts';

interface Filling {
  readonly form: Form;
  /** What the case holds already. */
  readonly known: JsonObject;
  readonly given: JsonObject;
  /** Sending back or rejecting asks for no complete form. */
  readonly isComplete: boolean;
  readonly at: number;
  readonly timeZone?: string | undefined;
}

/** Errors: 422 `not-in-form` or `field-missing`, with the names. */
export function checkForm({ form, known, given, isComplete, at, timeZone }: Filling): void {
  const variables = { ...known, ...given };
  const visible = form.fields.filter((field) => field.control !== 'section' && isVisible(field, variables, at, timeZone));
  const writable = new Set(visible.filter((field) => field.writable !== false).map(({ name }) => name));
  const foreign = Object.keys(given).filter((name) => !writable.has(name));
  if (foreign.length > 0)
    throw new EngineRefused(
      422,
      'not-in-form',
      `The form "${form.id}" takes ${[...writable].join(', ') || 'nothing'}; found ${foreign.join(', ')}. Leave these out.`,
      { names: foreign, form: form.id },
    );
  if (!isComplete) return;
  const missing = visible.filter(({ name, required }) => required === true && isEmpty(variables[name])).map(({ name }) => name);
  if (missing.length > 0)
    throw new EngineRefused(
      422,
      'field-missing',
      `The form "${form.id}" asks for ${missing.join(', ')}; fill in what is missing.`,
      {
        missing,
        form: form.id,
      },
    );
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** A condition that cannot be read or answers nothing hides the field, as in the browser. */
function isVisible({ visible }: FormField, variables: JsonObject, at: number, timeZone: string | undefined): boolean {
  if (visible === undefined) return true;
  const parsed = parseExpression(visible);
  if (!parsed.ok) return false;
  const answer = evaluate(parsed.value, { variables, at, ...(timeZone !== undefined && { timeZone }) });
  return answer.ok && answer.value === true;
}

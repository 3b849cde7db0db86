/** The grains that every shape is made of: ids, instants, texts, JSON values, pages. */
import { z } from 'zod';
import type { Json, JsonObject } from '../base/index.ts';
import { limits } from './limits.ts';

// Zod's own compiler needs `new Function`, which neither the server's flag nor the browser's CSP allows.
z.config({ jitless: true });

/** An instant: ISO 8601 in UTC, such as `2026-11-24T09:30:00.000Z`. */
export const instantSchema = z.iso.datetime({ error: 'expected an ISO 8601 instant in UTC, such as 2026-11-24T09:30:00Z' });
/** A calendar date: `2026-11-24`. */
export const dateSchema = z.iso.date({ error: 'expected an ISO 8601 date, such as 2026-11-24' });

/** An id as we give them out or as BPMN files hold them: no control characters, no spaces at the ends. */
export const idSchema = z
  .string()
  .min(1, 'expected an id, found an empty text')
  .max(limits.idLength, `expected at most ${limits.idLength} characters`)
  .regex(/^\S(?:[^\p{Cc}]*\S)?$/u, 'expected no control characters and no space at either end');

/** A short text that people read: a name, a title. Never empty. */
export const nameSchema = z
  .string()
  .trim()
  .min(1, 'expected some text, found none')
  .max(limits.nameLength, `expected at most ${limits.nameLength} characters`);

/** A text that people write: a comment, a reason, a note. Never empty. */
export const commentTextSchema = z
  .string()
  .trim()
  .min(1, 'expected some text, found none')
  .max(limits.commentLength, `expected at most ${limits.commentLength} characters`);

export const emailSchema = z.email('expected an e-mail address').max(limits.idLength).toLowerCase();

/** Any JSON value. Answers use it; requests go through `variablesSchema`. */
export const jsonSchema = z.unknown().meta({ id: 'Json', description: 'Any JSON value.' }) as unknown as z.ZodType<Json, Json>;

/** A key by which outside programs know a case: some text, no control characters, no half characters. */
export const businessKeySchema = z
  .string()
  .min(1, 'expected a key, found an empty text')
  .max(limits.businessKeyLength, `expected at most ${limits.businessKeyLength} characters`)
  .regex(/^(?=.*\S)[^\p{Cc}\p{Cs}]*$/u, 'expected a key of whole characters, without control characters');

const depthOf = (value: unknown, left: number): boolean =>
  left >= 0 && (typeof value !== 'object' || value === null || Object.values(value).every((member) => depthOf(member, left - 1)));

/** JSON knows no infinity, but reading `1e999` gives one, and writing it gives null: another value than was sent. */
const isWritable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).every(isWritable)
    : typeof value !== 'number' || Number.isFinite(value);

/** No name in JSON of this house: where it is assigned, JavaScript takes it for the object behind the object. */
const noName = '__proto__';

/** Where a value holds a member of that name. */
function pathToNoName(value: unknown, left: number = limits.variableDepth): string[] | undefined {
  if (typeof value !== 'object' || value === null || left < 0) return undefined;
  for (const name of Object.keys(value)) {
    if (name === noName) return [name];
    const path = pathToNoName(Reflect.get(value, name), left - 1);
    if (path) return [name, ...path];
  }
  return undefined;
}

const boundedVariablesSchema = z
  .record(z.string(), z.unknown())
  .superRefine((variables, context) => {
    const names = Object.keys(variables);
    if (names.length > limits.variableCount)
      context.addIssue({ code: 'custom', message: `expected at most ${limits.variableCount} variables, found ${names.length}` });
    for (const name of names)
      if (name.trim() === '' || name.length > limits.variableNameLength)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `expected a variable name of 1 to ${limits.variableNameLength} characters`,
        });
    if (!depthOf(variables, limits.variableDepth)) {
      context.addIssue({ code: 'custom', message: `expected at most ${limits.variableDepth} levels of nesting` });
      return;
    }
    if (!isWritable(variables))
      context.addIssue({ code: 'custom', message: 'expected numbers of at most 1.7976931348623157e308' });
    const size = JSON.stringify(variables).length;
    if (size > limits.variablesBytes)
      context.addIssue({
        code: 'custom',
        message: `expected at most ${limits.variablesBytes} bytes of variables, found ${size}`,
      });
  })
  .meta({ id: 'Variables', description: 'Variables by name.' }) as unknown as z.ZodType<JsonObject, JsonObject>;

/** Variables by name; bounded in count, nesting and size, so that a case stays small. */
export const variablesSchema = z.preprocess((value, context) => {
  // Asked of what came in: a record leaves such a name out without a word.
  const path = pathToNoName(value);
  if (path)
    context.addIssue({
      code: 'custom',
      path,
      message: `expected no member named "${noName}"; give it another name`,
      input: value,
    });
  return value;
}, boundedVariablesSchema) as unknown as z.ZodType<JsonObject, JsonObject>;

/** Variables in an answer: not checked again. */
export const storedVariablesSchema = z.record(z.string(), z.unknown()) as unknown as z.ZodType<JsonObject, JsonObject>;

/** Texts by language tag: `{ "en": "Amount", "zh-Hans": "金额" }`. */
export const localizedTextSchema = z.record(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().max(2_000));
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** A list's answer: its items, and where the next page begins (null at the end). */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** What every list takes. */
export const pageQuerySchema = z.object({
  limit: z.coerce
    .number('expected a number')
    .int('expected a whole number')
    .min(1, 'expected at least 1')
    .max(limits.pageSize, `expected at most ${limits.pageSize}`)
    .default(limits.pageSizeDefault),
  cursor: z.string().max(limits.cursorLength, `expected at most ${limits.cursorLength} characters`).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** An answer that says only that it is done. */
export const doneSchema = z.object({ done: z.literal(true) }).meta({ id: 'Done' });
export type Done = z.infer<typeof doneSchema>;

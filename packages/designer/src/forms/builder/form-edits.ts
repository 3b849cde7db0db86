import type { Form, FormField } from '@fortnight/shared/contract';
import type { DataSpec } from '@fortnight/shared/model';
import { controlOf, type FieldControl, typeOfControl } from '../field-control.ts';

/** One edit: the form as it is then, and the declarations to add or to replace by name. */
export interface FormChange {
  readonly form: Form;
  readonly data: readonly DataSpec[];
  /** A variable whose declaration goes by another name from now on. */
  readonly renamed?: { readonly from: string; readonly to: string };
}

/** The variables that a form asks for. */
export const askedIn = ({ fields }: Form): readonly string[] =>
  fields.filter(({ control, writable }) => control !== 'section' && writable !== false).map(({ name }) => name);

/** Writes the form's name in one language; an empty text takes the language away. */
export function nameForm({ name: before, ...form }: Form, lang: string, text: string): Form {
  const { [lang]: _, ...others } = before ?? {};
  const name = text.trim() === '' ? others : { ...others, [lang]: text };
  return { ...form, ...(Object.keys(name).length > 0 && { name }) };
}

/** The languages that labels are written in, in the order in which they are asked for. */
export const labelLanguages = ['en', 'zh-Hans', 'zh-Hant'] as const;

const withFields = (form: Form, fields: readonly FormField[]): Form => ({ ...form, fields: [...fields] });
const indexOf = (form: Form, name: string | undefined) => form.fields.findIndex((field) => field.name === name);

/** A variable name that is free in the form and the process: `money`, `money2`, `money3` … */
export function freeName(base: string, form: Form, data: readonly { readonly name: string }[]): string {
  const taken = new Set([...form.fields, ...data].map(({ name }) => name));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}${number}`)) number++;
  return `${base}${number}`;
}

const keywords = /^(and|or|not|in|between|if|then|else|for|return|some|every|satisfies|instance|of|function|true|false|null)$/;

/** The name that rules read for what a label asks: `Discount rate` is `discountRate`. Undefined where it has no letters to begin with. */
export function nameOfLabel(label: FormField['label'] | undefined): string | undefined {
  const text = label?.en ?? Object.values(label ?? {})[0] ?? '';
  const [first = '', ...others] = (text.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 6);
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const isAbbreviation = first.length > 1 && first === first.toUpperCase();
  const begin = isAbbreviation ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  const name = [begin, ...others.map(capital)].join('');
  return /^\p{L}/u.test(name) && !keywords.test(name) ? name : undefined;
}

/** Gives a field that was just made the name of its label, where that says something else than its kind. */
export function nameByLabel({ form, data }: FormChange, name: string): (FormChange & { readonly name: string }) | undefined {
  const wanted = nameOfLabel(form.fields[indexOf(form, name)]?.label);
  if (wanted === undefined || wanted === name) return undefined;
  const next = freeName(wanted, form, data);
  return { ...renameField({ form, data }, name, next), name: next };
}

/** Puts a field after another, or at the end when that is not in the form. */
function insertAfter(form: Form, field: FormField, afterName: string | undefined): Form {
  const at = indexOf(form, afterName);
  const position = at === -1 ? form.fields.length : at + 1;
  return withFields(form, form.fields.toSpliced(position, 0, field));
}

const declare = (name: string, control: FieldControl): readonly DataSpec[] =>
  control === 'section'
    ? []
    : [{ name, type: typeOfControl[control], personal: false, ...(control === 'money' && { currency: 'CNY' }) }];

/** Adds an empty field of a control, with a declaration of its data. */
export function addField(
  { form, data }: FormChange,
  control: FieldControl,
  label: Readonly<Record<string, string>>,
  afterName?: string,
): FormChange & { readonly name: string } {
  const name = freeName(control, form, data);
  const options = control === 'choice' ? [{ value: 'option1' }, { value: 'option2' }] : undefined;
  const field: FormField = { name, label: { ...label }, control, ...(options && { options }) };
  return { form: insertAfter(form, field, afterName), data: declare(name, control), name };
}

/** Shows what the process knows already: a field that is read, not asked. */
export function showKnown(form: Form, { name }: { readonly name: string }, lang: string, afterName?: string): FormChange {
  return { form: insertAfter(form, { name, label: { [lang]: name }, writable: false }, afterName), data: [] };
}

/** Copies a field under a free name, with its declaration. */
export function duplicateField({ form, data }: FormChange, name: string): FormChange & { readonly name: string } {
  const field = form.fields[indexOf(form, name)];
  if (!field) return { form, data: [], name };
  const copyName = freeName(name, form, data);
  const declaration = data.find((entry) => entry.name === name);
  return {
    form: insertAfter(form, { ...field, name: copyName }, name),
    data: declaration ? [{ ...declaration, name: copyName }] : declare(copyName, controlOf(field)),
    name: copyName,
  };
}

/** Moves a field up (-1) or down (1); at the ends it stays. */
export function moveField(form: Form, name: string, by: -1 | 1): Form {
  const from = indexOf(form, name);
  const field = form.fields[from];
  const to = from + by;
  if (!field || to < 0 || to >= form.fields.length) return form;
  return withFields(form, form.fields.toSpliced(from, 1).toSpliced(to, 0, field));
}

/** Puts a field where another stands; that one and what follows give way towards where it came from. */
export function moveFieldTo(form: Form, name: string, placeName: string): Form {
  const from = indexOf(form, name);
  const to = indexOf(form, placeName);
  const field = form.fields[from];
  if (!field || to === -1 || from === to) return form;
  return withFields(form, form.fields.toSpliced(from, 1).toSpliced(to, 0, field));
}

export const removeFields = (form: Form, names: readonly string[]): Form =>
  withFields(
    form,
    form.fields.filter((field) => !names.includes(field.name)),
  );

/** What to change on a field; a member that is undefined is taken away. */
export type FieldPatch = { readonly [K in keyof FormField]?: FormField[K] | undefined };

export function patchField(form: Form, name: string, patch: FieldPatch): Form {
  return withFields(
    form,
    form.fields.map((field) => (field.name === name ? without({ ...field, ...patch }) : field)),
  );
}

const without = (field: FieldPatch): FormField =>
  Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined)) as unknown as FormField;

/** Gives a field's variable another name, and its declaration with it; a field that only shows a variable shows another. */
export function renameField({ form, data }: FormChange, name: string, nextName: string): FormChange {
  const isDeclared = data.some((entry) => entry.name === nextName);
  return {
    form: patchField(form, name, { name: nextName }),
    data: [],
    ...(askedIn(form).includes(name) && !isDeclared && { renamed: { from: name, to: nextName } }),
  };
}

/** Writes one language of a label or help; an empty text takes the language away. */
export function writeText(form: Form, name: string, member: 'label' | 'help', lang: string, text: string): Form {
  const field = form.fields[indexOf(form, name)];
  if (!field) return form;
  const { [lang]: _, ...others } = field[member] ?? {};
  const next = text === '' ? others : { ...others, [lang]: text };
  const isGone = member === 'help' && Object.keys(next).length === 0;
  return patchField(form, name, { [member]: isGone ? undefined : next });
}

/** The languages in which a text is missing that is there in another. */
export const missingLanguages = (text: Readonly<Record<string, string>> | undefined): readonly string[] =>
  text && Object.values(text).some((written) => written.trim() !== '')
    ? labelLanguages.filter((lang) => (text[lang] ?? '').trim() === '')
    : [];

/** Fields that are asked without saying why: personal or not, each wants its purpose. */
export function withoutPurpose(form: Form, data: readonly DataSpec[]): readonly string[] {
  return askedIn(form).filter((name) => (data.find((entry) => entry.name === name)?.purpose ?? '').trim() === '');
}

import type { FormField } from '@fortnight/shared/contract';
import type { DataSpec } from '@fortnight/shared/model';

/** How a field is asked for; `section` is a heading and holds no value. */
export type FieldControl = NonNullable<FormField['control']>;

/** What a renderer needs to know of a variable: as much of its declaration as the reader was told. */
export type DataHint = Pick<DataSpec, 'name'> & Partial<Pick<DataSpec, 'type' | 'currency' | 'personal' | 'purpose'>>;

const byType: Readonly<Record<string, FieldControl>> = {
  number: 'number',
  money: 'money',
  percent: 'number',
  date: 'date',
  boolean: 'check',
  choice: 'choice',
  file: 'file',
};

/** The control of a field: the one it names, else what its options or its data's type ask for. */
export function controlOf(field: FormField, data?: DataHint): FieldControl {
  if (field.control) return field.control;
  if (field.options && field.options.length > 0) return 'choice';
  return byType[data?.type ?? ''] ?? 'text';
}

/** The type that a variable gets when a field of this control declares it. */
export const typeOfControl: Readonly<Record<Exclude<FieldControl, 'section'>, string>> = {
  text: 'text',
  longText: 'text',
  number: 'number',
  money: 'money',
  date: 'date',
  choice: 'choice',
  check: 'boolean',
  file: 'file',
};

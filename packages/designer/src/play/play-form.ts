import type { JsonObject } from '@fortnight/shared/base';
import type { Form } from '@fortnight/shared/contract';
import type { DataSpec } from '@fortnight/shared/model';

const isFile = (form: Form, data: readonly DataSpec[]) => (name: string) => {
  const field = form.fields.find((each) => each.name === name);
  return field?.control === 'file' || (field?.control === undefined && data.find((each) => each.name === name)?.type === 'file');
};

/** A form as it is filled in a play: nothing is uploaded, so what asks for a file is left out. */
export function withoutFiles(form: Form | undefined, data: readonly DataSpec[]): Form | undefined {
  if (!form) return undefined;
  const asksForFile = isFile(form, data);
  return { ...form, fields: form.fields.filter(({ name }) => !asksForFile(name)) };
}

/** Stands in for the files that a form would have asked for. */
export function filesOf(form: Form | undefined, data: readonly DataSpec[]): JsonObject {
  if (!form) return {};
  const names = form.fields.map(({ name }) => name).filter(isFile(form, data));
  return Object.fromEntries(names.map((name) => [name, { fileId: `played-${name}`, name: `${name}.pdf` }]));
}

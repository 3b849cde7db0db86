/** The data that a process declares, read and changed as a form in the builder needs it. */
import type { Form } from '@fortnight/shared/contract';
import { type DataSpec, toModel } from '@fortnight/shared/model';
import { variableUse } from '@fortnight/shared/validation';
import { askedIn, type FormChange } from '../forms/index.ts';
import {
  addExtension,
  type Editor,
  extensionsOf,
  type ModdleElement,
  processOf,
  removeExtension,
  setValues,
  textOf,
} from '../modeler/index.ts';

/** Declares what a changed form asks for, under its new name where it was renamed; what nothing needs any more goes. */
export function declareFor(editor: Editor, before: Form, { form, data, renamed }: FormChange, forms: readonly Form[]): void {
  const definitions = editor.definitions();
  const use =
    definitions &&
    variableUse(toModel(definitions), textOf(processOf(editor), 'id'), Object.fromEntries(forms.map((each) => [each.id, each])));
  const isWritten = (name: string) => use?.isWritten(name) ?? true;
  const isRead = (name: string) => use?.isRead(name) ?? true;
  if (renamed) rename(editor, renamed, isWritten(renamed.from));
  for (const spec of data) declare(editor, spec);
  const left = askedIn(form);
  for (const name of askedIn(before))
    if (!left.includes(name) && !isWritten(name) && (renamed?.from === name || !isRead(name))) undeclare(editor, name);
}

/** Everything that the process declares. */
export function dataOf(editor: Editor): readonly DataSpec[] {
  return extensionsOf(processOf(editor), 'fortnight:Data').map((data) => {
    const [currency, purpose, retention] = ['currency', 'purpose', 'retention'].map((name) => textOf(data, name));
    return {
      name: textOf(data, 'name'),
      type: textOf(data, 'type'),
      personal: textOf(data, 'personal') === 'true',
      ...(currency && { currency }),
      ...(purpose && { purpose }),
      ...(retention && { retention }),
    };
  });
}

/** Adds a declaration, or writes it over the one of its name. */
function declare(editor: Editor, { name, type, personal, currency = '', purpose = '', retention = '' }: DataSpec): void {
  const process = processOf(editor);
  if (!process) return;
  const values = { name, type, currency, purpose, retention, personal: personal ? 'true' : '' };
  const standing = declarationOf(process, name);
  if (standing) setValues(editor, editor.root(), standing, values);
  else addExtension(editor, editor.root(), 'fortnight:Data', values, process);
}

/** A variable that something else writes too keeps its declaration, and the new name has one like it. */
function rename(editor: Editor, { from, to }: NonNullable<FormChange['renamed']>, isKept: boolean): void {
  const standing = declarationOf(processOf(editor), from);
  const spec = dataOf(editor).find(({ name }) => name === from);
  if (isKept && spec) declare(editor, { ...spec, name: to });
  else if (standing) setValues(editor, editor.root(), standing, { name: to });
}

function undeclare(editor: Editor, name: string): void {
  const process = processOf(editor);
  const standing = declarationOf(process, name);
  if (process && standing) removeExtension(editor, editor.root(), standing, process);
}

const declarationOf = (process: ModdleElement | undefined, name: string): ModdleElement | undefined =>
  extensionsOf(process, 'fortnight:Data').find((data) => textOf(data, 'name') === name);

import type { Form } from '@fortnight/shared/contract';
import i18next from 'i18next';
import { type Editor, extensionOf, extensionsOf, type ModdleElement, processOf, textOf } from '../modeler/index.ts';
import type { DraftSession } from './use-draft.ts';

/** The language that the process's names are written in. */
export const languageOf = (editor: Editor): string => textOf(extensionOf(processOf(editor), 'fortnight:Process'), 'lang') || 'en';

/** A form that asks for nothing yet, called as the first step that shows it. */
export function emptyForm(editor: Editor, id: string): Form {
  const lang = languageOf(editor);
  const [step] = stepsShowing(editor, id);
  const labels = extensionsOf(step, 'fortnight:Label').filter((label) => textOf(label, 'for') === '');
  const translated = Object.fromEntries(labels.map((label) => [textOf(label, 'lang'), textOf(label, 'text')]));
  const start = opensCases(editor, id) ? i18next.getFixedT(lang, 'design')('screen.startOfCase') : '';
  return { id, name: { ...translated, [lang]: textOf(step, 'name') || start || id }, fields: [] };
}

/** Adds an empty form where there is none of that id, as one undo step. */
export function makeForm({ forms, setForms }: DraftSession, editor: Editor, id: string): void {
  if (!forms.some((form) => form.id === id)) editor.asOneStep(() => setForms([...forms, emptyForm(editor, id)]));
}

/** Whether cases begin with a form. */
export const opensCases = (editor: Editor, formId: string): boolean =>
  textOf(extensionOf(processOf(editor), 'fortnight:Process'), 'startForm') === formId;

/** The steps that a form is filled in at. */
export const stepsShowing = (editor: Editor, formId: string): readonly ModdleElement[] =>
  editor
    .elements()
    .filter(
      ({ businessObject, labelTarget }) =>
        !labelTarget && textOf(extensionOf(businessObject, 'fortnight:Form'), 'ref') === formId,
    )
    .map(({ businessObject }) => businessObject);

import type { Form } from '@fortnight/shared/contract';
import { type Editor, extensionOf, processOf, textOf } from '../modeler/index.ts';
import type { DraftSession } from './use-draft.ts';

/** The language that the process's names are written in. */
export const languageOf = (editor: Editor): string => textOf(extensionOf(processOf(editor), 'fortnight:Process'), 'lang') || 'en';

/** A form that asks for nothing yet. */
export const emptyForm = (editor: Editor, id: string): Form => ({ id, name: { [languageOf(editor)]: id }, fields: [] });

/** Adds an empty form where there is none of that id, as one undo step. */
export function makeForm({ forms, setForms }: DraftSession, editor: Editor, id: string): void {
  if (!forms.some((form) => form.id === id)) editor.asOneStep(() => setForms([...forms, emptyForm(editor, id)]));
}

import { useTranslation } from 'react-i18next';
import { FormBuilder, type FormChange } from '../forms/index.ts';
import { type Editor, textOf, useRevision } from '../modeler/index.ts';
import { dataOf, declareFor } from './declared-data.ts';
import { emptyForm, languageOf, opensCases, stepsShowing } from './make-form.ts';
import type { DraftSession } from './use-draft.ts';

interface FormPageProps {
  readonly session: DraftSession;
  readonly editor: Editor;
  readonly formId: string;
  readonly onClose: () => void;
}

/** One form in the builder, in place of the diagram; a form that is not there yet begins with the first change. */
export function FormPage({ session, editor, formId, onClose }: FormPageProps) {
  const { t } = useTranslation('design');
  useRevision(editor);
  const form = session.forms.find(({ id }) => id === formId) ?? emptyForm(editor, formId);
  const usedBy = [
    ...(opensCases(editor, formId) ? [t('screen.startOfCase')] : []),
    ...stepsShowing(editor, formId).map((step) => textOf(step, 'name') || textOf(step, 'id')),
  ];
  const change = (next: FormChange) =>
    editor.asOneStep(() => {
      const others = session.forms.filter(({ id }) => id !== formId);
      const isNew = others.length === session.forms.length;
      const forms = isNew ? [...others, next.form] : session.forms.map((each) => (each.id === formId ? next.form : each));
      session.setForms(forms);
      declareFor(editor, form, next, forms);
    });
  return (
    <section className="design-form" aria-label={formId}>
      <FormBuilder
        form={form}
        data={dataOf(editor)}
        lang={languageOf(editor)}
        usedBy={usedBy}
        onChange={change}
        onClose={onClose}
      />
    </section>
  );
}

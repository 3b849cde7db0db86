import type { Form } from '@fortnight/shared/contract';
import type { DataSpec } from '@fortnight/shared/model';
import { useTranslation } from 'react-i18next';
import { FormBuilder } from '../forms/index.ts';
import {
  addExtension,
  type Editor,
  extensionOf,
  extensionsOf,
  processOf,
  setValues,
  textOf,
  useRevision,
} from '../modeler/index.ts';
import { emptyForm, languageOf } from './make-form.ts';
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
  const process = processOf(editor);
  const settings = extensionOf(process, 'fortnight:Process');
  const form = session.forms.find(({ id }) => id === formId) ?? emptyForm(editor, formId);
  const usedBy = [
    ...(textOf(settings, 'startForm') === formId ? [t('screen.startOfCase')] : []),
    ...editor
      .elements()
      .filter(
        ({ businessObject, labelTarget }) =>
          !labelTarget && textOf(extensionOf(businessObject, 'fortnight:Form'), 'ref') === formId,
      )
      .map(({ id, businessObject }) => textOf(businessObject, 'name') || id),
  ];
  const change = (next: Form, data: readonly DataSpec[]) =>
    editor.asOneStep(() => {
      const others = session.forms.filter(({ id }) => id !== formId);
      const place = session.forms.findIndex(({ id }) => id === formId);
      session.setForms(place < 0 ? [...others, next] : session.forms.map((each) => (each.id === formId ? next : each)));
      for (const spec of data) declare(editor, spec);
    });
  return (
    <section className="design-form" aria-label={formId}>
      <FormBuilder
        form={form}
        data={dataOf(editor)}
        lang={languageOf(editor)}
        usedBy={usedBy}
        onChange={({ form: next, data }) => change(next, data)}
        onClose={onClose}
      />
    </section>
  );
}

function dataOf(editor: Editor): readonly DataSpec[] {
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
  const standing = extensionsOf(process, 'fortnight:Data').find((data) => textOf(data, 'name') === name);
  if (standing) setValues(editor, editor.root(), standing, values);
  else addExtension(editor, editor.root(), 'fortnight:Data', values, process);
}

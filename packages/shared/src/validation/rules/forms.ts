import { error, type Finding, warning } from '../finding.ts';
import type { FormOutline, Rule } from '../process-view.ts';

interface Use {
  readonly id: string;
  /** What it asks for data for. */
  readonly purpose: string;
}

/** A form that is asked for is there, and each of its fields is declared data with a purpose. */
export const forms: Rule = ({ process, nodes, forms: known }) => {
  if (!known) return [];
  const uses = [
    { id: process.id, field: 'process.startForm', ref: process.extension.process.startForm, purpose: process.name ?? process.id },
    ...nodes.map((node) => ({ id: node.id, field: 'form', ref: node.extension.form?.ref, purpose: node.name ?? node.id })),
  ];
  const data = new Map(process.extension.data.map((spec) => [spec.name, spec]));
  const checkFields = ({ id: elementId, purpose }: Use, ref: string, { fields }: FormOutline): Finding[] =>
    fields.flatMap(({ name }) => {
      const spec = data.get(name);
      if (spec?.purpose) return [];
      return [
        warning(elementId, spec ? 'field-without-purpose' : 'field-unknown', {
          field: 'form',
          message: spec
            ? `The field "${name}" of the form "${ref}" asks for data without saying what for.`
            : `The field "${name}" of the form "${ref}" is not among the data of the process, so it has no type.`,
          hint: spec ? 'Give its data a purpose.' : 'Declare it in the data of the process.',
          params: { name, form: ref },
          fixes: spec ? [] : [{ code: 'declare-data', params: { name, purpose } }],
        }),
      ];
    });
  const reported = new Set<string>();
  return uses.flatMap((use) => {
    const { id, field, ref } = use;
    if (ref === undefined) return [];
    const form = Object.hasOwn(known, ref) ? known[ref] : undefined;
    if (!form)
      return [
        error(id, 'form-missing', {
          field,
          message: `The form "${ref}" is asked for, but it is not there.`,
          hint: 'Create the form, or choose another.',
          params: { form: ref },
          fixes: [{ code: 'create-form', params: { form: ref } }],
        }),
      ];
    if (reported.has(ref)) return [];
    reported.add(ref);
    return checkFields(use, ref, form);
  });
};

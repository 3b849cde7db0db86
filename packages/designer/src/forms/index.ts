/** Forms: filled in tasks and at a case's start, and drawn in the builder; one renderer for all three. */
export type { FormBuilderProps } from './builder/form-builder.tsx';
export { askedIn, type FormChange } from './builder/form-edits.ts';
export type { DataHint } from './field-control.ts';
export { FileInput } from './file-input.tsx';
export { FormBuilder } from './form-builder.tsx';
export { FormFields } from './form-fields.tsx';
export { type FileValue, fileIn, fillForm } from './form-values.ts';
export { textIn } from './localized-text.ts';
export { type FormHandle, useForm } from './use-form.ts';
export { useValueText, type ValueText } from './value-text.ts';
export { variableWords } from './variable-words.ts';

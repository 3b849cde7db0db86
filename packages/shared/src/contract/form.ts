import { z } from 'zod';
import { limits } from './limits.ts';
import { idSchema, localizedTextSchema } from './wire.ts';

/** How a form is named on the wire and in files. */
export const formFormat = 'urn:fortnight:form:1';

export const fieldControls = ['text', 'longText', 'number', 'money', 'date', 'choice', 'check', 'file', 'section'] as const;

const feel = z.string().min(1).max(limits.expressionLength);

/**
 * One field of a form. Its type, currency, purpose and retention stand in the process's `fortnight:data` of the
 * same name, where alone they stand. A `section` is a heading and holds no value.
 */
export const formFieldSchema = z
  .strictObject({
    name: idSchema.max(limits.variableNameLength),
    label: localizedTextSchema,
    help: localizedTextSchema.optional(),
    control: z.enum(fieldControls).optional(),
    required: z.boolean().optional(),
    writable: z.boolean().optional(),
    /** FEEL over the case's variables and this form's fields; absent: always. A field that is not visible is neither required nor stored. */
    visible: feel.optional(),
    options: z
      .array(z.strictObject({ value: z.union([z.string().max(500), z.number()]), label: localizedTextSchema.optional() }))
      .max(limits.fieldOptions)
      .optional(),
  })
  .meta({ id: 'FormField' });
export type FormField = z.infer<typeof formFieldSchema>;

export const formSchema = z
  .strictObject({
    format: z.literal(formFormat).optional(),
    id: idSchema,
    name: localizedTextSchema.optional(),
    fields: z.array(formFieldSchema).max(limits.formFields),
  })
  .superRefine((form, context) => {
    const seen = new Set<string>();
    form.fields.forEach((field, index) => {
      if (seen.has(field.name))
        context.addIssue({
          code: 'custom',
          path: ['fields', index, 'name'],
          message: `expected each name once, found “${field.name}” again`,
        });
      seen.add(field.name);
    });
  })
  .meta({ id: 'Form' });
export type Form = z.infer<typeof formSchema>;

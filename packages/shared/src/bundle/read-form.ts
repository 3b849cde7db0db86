import { type Form, formSchema, type WireProblem } from '../contract/index.ts';

/** Reads a form file (`urn:fortnight:form:1`); what is wrong with it is a problem that names the file. */
export function readForm(file: string, content: string): { form: Form } | { problem: WireProblem } {
  const refuse = (message: string) => ({ problem: { code: 'invalid-form', severity: 'error' as const, file, message } });
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    return refuse(`${file}: expected JSON; ${error instanceof Error ? error.message : String(error)}.`);
  }
  const parsed = formSchema.safeParse(json);
  if (parsed.success) return { form: parsed.data };
  const [issue] = parsed.error.issues;
  return refuse(`${file}: ${issue?.path.join('.') || 'the form'}: ${issue?.message ?? 'not a form'}.`);
}

/**
 * Bringing files in: each BPMN file, and each release, becomes a process with a draft, or is refused with its reason. Form
 * files that come with BPMN files go to the processes that name them.
 */
import type { Form } from '@fortnight/shared/contract';
import { api, ProblemError } from '../client/index.ts';
import { readOutline } from './document-outline.ts';
import { decodeXml, nameFromFile } from './file-text.ts';
import { importBundle } from './import-bundle.ts';
import type { ImportReport } from './import-report.ts';
import { nameHere } from './name-here.ts';

/** A form file, when it is one. */
export function readForm(text: string): Form | undefined {
  try {
    const form: Partial<Form> | null = JSON.parse(text);
    return typeof form?.id === 'string' && Array.isArray(form.fields) ? (form as Form) : undefined;
  } catch {
    return undefined;
  }
}

/** The forms that a document names: a step's form, or the start's. */
export function formsNamedIn(bpmn: string, forms: readonly Form[]): Form[] {
  const named = new Set(Array.from(bpmn.matchAll(/\s(?:ref|startForm)\s*=\s*(["'])(.*?)\1/g), ([, , id]) => id));
  return forms.filter(({ id }) => named.has(id));
}

const isBundle = ({ name }: File): boolean => /\.zip$/i.test(name);
const isForm = ({ name }: File): boolean => /\.json$/i.test(name);

/** Imports one BPMN file. Never rejects: what went wrong is the report. */
async function importDocument(file: File, forms: readonly Form[], took: (form: Form) => void): Promise<ImportReport> {
  try {
    const bpmn = decodeXml(new Uint8Array(await file.arrayBuffer()));
    const outline = await readOutline(bpmn).catch(() => undefined);
    const name = await nameHere(outline?.name ?? nameFromFile(file.name));
    const named = formsNamedIn(bpmn, forms);
    const { id, draft } = await api.createProcess({ name, bpmn, ...(named.length > 0 && { forms: named }) });
    named.forEach(took);
    const { errorCount = 0, warningCount = 0 } = draft ?? {};
    return { file: file.name, state: 'imported', processId: id, name, errorCount, warningCount };
  } catch (error) {
    const problems = error instanceof ProblemError ? error.problems.map(({ message }) => message) : [];
    return { file: file.name, state: 'refused', error, problems };
  }
}

/** Imports one after the other and tells after each; forms are read first and reported last. */
export async function importFiles(files: readonly File[], tell: (reports: readonly ImportReport[]) => void): Promise<void> {
  const reports: ImportReport[] = files.map(({ name }) => ({ file: name, state: 'reading' }));
  tell([...reports]);
  const forms = new Map<File, Form>();
  for (const file of files.filter(isForm)) {
    const form = readForm(await file.text());
    if (form) forms.set(file, form);
  }
  const taken = new Map<Form, number>();
  for (const [index, file] of files.entries()) {
    if (isForm(file)) continue;
    const took = (form: Form) => void taken.set(form, (taken.get(form) ?? 0) + 1);
    reports[index] = isBundle(file) ? await importBundle(file) : await importDocument(file, [...forms.values()], took);
    tell([...reports]);
  }
  for (const [index, file] of files.entries()) {
    if (!isForm(file)) continue;
    const form = forms.get(file);
    reports[index] = form
      ? { file: file.name, state: 'form', count: taken.get(form) ?? 0 }
      : { file: file.name, state: 'refused', error: undefined, problems: [], reason: 'no-form' };
  }
  tell([...reports]);
}

/** Bringing BPMN files in: each one becomes a process with a draft, or is refused with its reason. */
import { api, ProblemError } from '../client/index.ts';
import { readOutline } from './document-outline.ts';
import { decodeXml, nameFromFile } from './file-text.ts';

export type ImportReport =
  | { readonly file: string; readonly state: 'reading' }
  | {
      readonly file: string;
      readonly state: 'imported';
      readonly processId: string;
      readonly name: string;
      readonly errorCount: number;
      readonly warningCount: number;
    }
  | { readonly file: string; readonly state: 'refused'; readonly error: unknown; readonly problems: readonly string[] };

/** Imports one file. Never rejects: what went wrong is the report. */
export async function importFile(file: File): Promise<ImportReport> {
  try {
    const bpmn = decodeXml(new Uint8Array(await file.arrayBuffer()));
    const outline = await readOutline(bpmn).catch(() => undefined);
    const name = (outline?.name ?? nameFromFile(file.name)).slice(0, 255);
    const { id, draft } = await api.createProcess({ name, bpmn });
    const { errorCount = 0, warningCount = 0 } = draft ?? {};
    return { file: file.name, state: 'imported', processId: id, name, errorCount, warningCount };
  } catch (error) {
    const problems = error instanceof ProblemError ? error.problems.map(({ message }) => message) : [];
    return { file: file.name, state: 'refused', error, problems };
  }
}

/** Imports one after the other and tells after each. */
export async function importFiles(files: readonly File[], tell: (reports: readonly ImportReport[]) => void): Promise<void> {
  const reports: ImportReport[] = files.map(({ name }) => ({ file: name, state: 'reading' }));
  tell([...reports]);
  for (const [index, file] of files.entries()) {
    reports[index] = await importFile(file);
    tell([...reports]);
  }
}

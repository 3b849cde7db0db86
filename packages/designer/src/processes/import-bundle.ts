import { type CreateProcess, limits, type ProcessDetail, type WireProblem } from '@fortnight/shared/contract';
import { api, ProblemError } from '../client/index.ts';
import { readOutline } from './document-outline.ts';
import type { ImportReport } from './import-report.ts';
import { nameHere } from './name-here.ts';

/**
 * Imports the zip of a release as a draft: with its id where that is free, else as a process of its own.
 *
 * Never rejects: what went wrong is the report.
 */
export async function importBundle(file: File): Promise<ImportReport> {
  const refused = (error: unknown, problems: readonly string[], bundle?: WireProblem): ImportReport => ({
    file: file.name,
    state: 'refused',
    error,
    problems,
    ...(bundle && { bundle }),
  });
  try {
    const { readBundle, unpackZip } = await import('@fortnight/shared/bundle');
    if (file.size > limits.bundleBytes) return refused(undefined, [], tooLarge);
    const files = unpackZip(new Uint8Array(await file.arrayBuffer()));
    if (!files.ok) return refused(undefined, [], files.error);
    const read = readBundle(files.value);
    if (!read.ok) return refused(undefined, [], read.error[0]);
    const { processId, version, versionTag, name: called, content } = read.value;
    const outline = await readOutline(content.bpmn).catch(() => undefined);
    const name = await nameHere(called);
    // A document may hold several processes; a draft is of its first, and so are its tests.
    const tests = content.tests.filter((test) => test.processId === outline?.id);
    const { bpmn, forms, decisions, settings } = content;
    const body = { name, bpmn, forms, decisions, tests, settings };
    const { made, isIdTaken } = await create(body, outline?.id === processId ? processId : undefined);
    const { errorCount = 0, warningCount = 0 } = made.draft ?? {};
    const release = { processId, version, versionTag, formCount: forms.length, testCount: tests.length, isIdTaken };
    return { file: file.name, state: 'imported', processId: made.id, name, errorCount, warningCount, release };
  } catch (error) {
    return refused(error, error instanceof ProblemError ? error.problems.map(({ message }) => message) : []);
  }
}

const tooLarge: WireProblem = { code: 'bundle-too-large', severity: 'error', message: '' };

/** Nothing that is here is written over: where the id is taken, the server makes one. */
async function create(body: CreateProcess, id: string | undefined): Promise<{ made: ProcessDetail; isIdTaken: boolean }> {
  if (id === undefined) return { made: await api.createProcess(body), isIdTaken: false };
  try {
    return { made: await api.createProcess({ ...body, id }), isIdTaken: false };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'process-exists') throw error;
    return { made: await api.createProcess(body), isIdTaken: true };
  }
}

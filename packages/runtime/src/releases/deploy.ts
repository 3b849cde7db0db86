import type { Deploy, Deployment, DraftContent, Form, WireProblem } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { hasErrors, isRunnable } from './check.ts';
import { processIdsIn } from './content.ts';
import { createDocuments, type Documents } from './document-thread.ts';
import { publishedIds } from './pinned-calls.ts';
import type { ReleasesContext } from './ports.ts';
import { addVersions, toDeployed } from './publish.ts';
import { readForm } from './read-form.ts';
import { invalidModel } from './refusal.ts';
import { assertAdmin } from './rights.ts';
import { contentOf, newestVersion, type Publishable } from './version-rows.ts';
import { readAhead } from './versions.ts';

type File = Deploy['files'][number];

const isBpmn = ({ name, content }: File): boolean =>
  /\.bpmn(\.xml)?$|\.bpmn20\.xml$/i.test(name) ||
  (/\.xml$/i.test(name) && content.includes('http://www.omg.org/spec/BPMN/20100524/MODEL'));
const isForm = ({ name }: File): boolean => /\.(json|form)$/i.test(name);

/** Publishes files at once, all or none; content that is published already makes no new version. */
export async function deploy(context: ReleasesContext, by: Principal, body: Deploy): Promise<Deployment> {
  assertAdmin(by);
  const published = await publishedIds(context);
  const { publishable, problems } = await readFiles(context.documents, body.files, published, async (processId) => {
    const newest = await newestVersion(context.db, processId).executeTakeFirst();
    return newest ? contentOf(newest).forms : [];
  });
  problems.push(...twice(publishable));
  if (publishable.length === 0 && !hasErrors(problems)) problems.push(nothingToDeploy);
  if (hasErrors(problems)) throw invalidModel(problems);
  const all = await Promise.all(publishable.map((each) => readAhead(context, each)));
  const deployments = await context.store.write((tx) => addVersions(context, tx, by, all, body).map(toDeployed));
  for (const { processId } of deployments) await context.liveVersionsChanged(processId);
  return { deployments, ...(problems.length > 0 && { problems }) };
}

/** Says what is wrong with files, each BPMN file with all the forms. */
export async function checkFiles(files: readonly File[]): Promise<WireProblem[]> {
  const documents = createDocuments();
  try {
    return (await readFiles(documents, files, undefined, async () => [])).problems;
  } finally {
    await documents.close();
  }
}

type Read = { readonly publishable: Publishable[]; readonly problems: WireProblem[] };
type Checking = Pick<Documents, 'check'>;
type FormsOf = (processId: string) => Promise<readonly Form[]>;

async function readFiles(
  documents: Checking,
  files: readonly File[],
  published: readonly string[] | undefined,
  formsOfNewest: FormsOf,
): Promise<Read> {
  const problems: WireProblem[] = files.filter((file) => !isBpmn(file) && !isForm(file)).map(notRead);
  const forms = new Map<string, Form>();
  for (const file of files.filter(isForm)) {
    const read = readForm(file.name, file.content);
    if ('problem' in read) problems.push(read.problem);
    else forms.set(read.form.id, read.form);
  }
  const models = files.filter(isBpmn);
  const processIds = published && [...published, ...models.flatMap(({ content }) => processIdsIn(content))];
  const publishable: Publishable[] = [];
  for (const file of models) {
    const found = await readProcesses(documents, file, { forms, formsOfNewest, processIds });
    problems.push(...found.problems.map((problem) => ({ ...problem, file: file.name })));
    publishable.push(...found.publishable);
  }
  return { publishable, problems };
}

interface Around {
  readonly forms: ReadonlyMap<string, Form>;
  readonly formsOfNewest: FormsOf;
  readonly processIds: readonly string[] | undefined;
}

/** The executable processes of one file, each with the forms that the file asks for: they are one document. */
async function readProcesses(documents: Checking, file: File, around: Around): Promise<Read> {
  const { forms: deployed, formsOfNewest, processIds } = around;
  const first = await documents.check(file.content, { forms: [...deployed.values()], processIds });
  const kept = new Map<string, Form>();
  for (const { id, formIds } of first.processes) {
    const missing = formIds.filter((formId) => !deployed.has(formId));
    if (missing.length === 0) continue;
    for (const form of await formsOfNewest(id)) if (missing.includes(form.id)) kept.set(form.id, form);
  }
  const all = new Map([...kept, ...deployed]);
  const { processes, problems } =
    kept.size === 0 ? first : await documents.check(file.content, { forms: [...all.values()], processIds });
  const runnable = processes.filter(isRunnable);
  const asked = new Set(runnable.flatMap(({ formIds }) => formIds));
  const forms = [...all.values()].filter(({ id }) => asked.has(id));
  const content: DraftContent = { bpmn: file.content, forms, decisions: [], tests: [], settings: {} };
  return { publishable: runnable.map((checked) => ({ checked, content })), problems };
}

const notRead = ({ name }: File): WireProblem => ({
  code: 'file-not-read',
  severity: 'error',
  file: name,
  message: `${name}: expected a BPMN file (.bpmn) or a form (.json); nothing else is deployed yet.`,
  hint: /\.dmn$/i.test(name) ? 'Decision tables are not built yet; leave the file out.' : 'Leave the file out, or rename it.',
});

function twice(publishable: readonly Publishable[]): WireProblem[] {
  const ids = publishable.map(({ checked }) => checked.id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => ({
    code: 'process-twice',
    severity: 'error',
    elementId: id,
    message: `The process "${id}" stands in two of the files; a deployment takes it once.`,
    hint: 'Leave one of the files out.',
  }));
}

const nothingToDeploy: WireProblem = {
  code: 'nothing-to-deploy',
  severity: 'error',
  message: 'The deployment has forms but no BPMN file; forms are published with the process that asks for them.',
  hint: 'Send the process in the same deployment.',
};

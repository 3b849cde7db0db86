import { type Release, readForm, readPlays } from '@fortnight/shared/bundle';
import type { Deploy, DeployBundle, Deployment, DraftContent, Form, Play, WireProblem } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { type FailedPlay, hasErrors, isRunnable } from './check.ts';
import { processIdsIn } from './content.ts';
import { createDocuments, type Documents } from './document-thread.ts';
import { assertPlaysPass, playProblems } from './failed-plays.ts';
import { publishedIds } from './pinned-calls.ts';
import { problemsOfPlays } from './plays-together.ts';
import type { ReleasesContext } from './ports.ts';
import { assertMayPropose, proposeFiles } from './propose.ts';
import { publishAll, toDeployed } from './publish.ts';
import { invalidModel } from './refusal.ts';
import { checkRelease, isBundle, type Read, readRelease } from './release-files.ts';
import { readAsked } from './review-asked.ts';
import { assertAdmin } from './rights.ts';
import { contentOf, liveVersion, type Publishable } from './version-rows.ts';
import { readAhead } from './versions.ts';

type File = Deploy['files'][number];

const isBpmn = ({ name, content }: File): boolean =>
  /\.bpmn(\.xml)?$|\.bpmn20\.xml$/i.test(name) ||
  (/\.xml$/i.test(name) && content.includes('http://www.omg.org/spec/BPMN/20100524/MODEL'));
const isPlays = ({ name }: File): boolean => /\.plays\.json$/i.test(name);
const isForm = (file: File): boolean => /\.(json|form)$/i.test(file.name) && !isPlays(file);

/**
 * Publishes files at once, or proposes them, all or none; content that is live already makes no new version.
 *
 * Files of a bundle, which a manifest names, bring their whole content, and note and tag unless others are given.
 * Errors: 409 `review-required` where a process asks for review and they are to be published, `publish-blackout` where nothing
 * goes live now.
 */
export async function deploy(context: ReleasesContext, by: Principal, body: Deploy): Promise<Deployment> {
  if (body.propose !== true) assertAdmin(by);
  return deployFiles(context, by, body, isBundle(body.files) ? await readRelease(context, body.files) : undefined);
}

/** Deploys the zip of a bundle: as `deploy` its files. Errors: 422 `invalid-bundle` besides. */
export async function deployBundle(
  context: ReleasesContext,
  by: Principal,
  zip: Uint8Array,
  body: DeployBundle,
): Promise<Deployment> {
  if (body.propose !== true) assertAdmin(by);
  return deployFiles(context, by, { ...body, files: [] }, await readRelease(context, zip));
}

async function deployFiles(
  context: ReleasesContext,
  by: Principal,
  body: Deploy,
  release: Release | undefined,
): Promise<Deployment> {
  const { note = release?.note ?? undefined, versionTag = release?.versionTag ?? undefined } = body;
  const published = await publishedIds(context);
  const { publishable, problems, failedPlays } = release
    ? await checkRelease(context.documents, release, [...published, ...processIdsIn(release.content.bpmn)])
    : await readFiles(context.documents, body.files, published, async (processId) => {
        const live = await liveVersion(context.db, processId).executeTakeFirst();
        return live ? contentOf(live) : nothing;
      });
  problems.push(...twice(publishable));
  if (publishable.length === 0 && !hasErrors(problems)) problems.push(nothingToDeploy);
  if (hasErrors(problems)) throw invalidModel(problems);
  assertPlaysPass(failedPlays, body.failedPlaysReason);
  problems.push(...playProblems(failedPlays, body.failedPlaysReason));
  const all = await Promise.all(publishable.map((each) => readAhead(context, each)));
  if (body.propose === true) {
    for (const { checked } of publishable) await assertMayPropose(context, by, checked.id);
    const deployments = await proposeFiles(context, by, all, { ...body, note, versionTag, failedPlays });
    return { deployments, ...(problems.length > 0 && { problems }) };
  }
  const asked = await readAsked(context, all);
  const deployments = await context.store.write((tx) =>
    publishAll(context, tx, by, all, { ...body, note, versionTag, failedPlays, asked, makers: [by.userId] }).map((made) =>
      toDeployed(made, 'live'),
    ),
  );
  for (const { processId } of deployments) await context.liveVersionsChanged(processId);
  return { deployments, ...(problems.length > 0 && { problems }) };
}

/** Says what is wrong with files, each BPMN file with all the forms, and which tests do not pass. */
export async function checkFiles(files: readonly File[]): Promise<WireProblem[]> {
  const documents = createDocuments();
  try {
    const { problems, failedPlays } = await readFiles(documents, files, undefined, async () => nothing);
    return [...problems, ...playProblems(failedPlays, undefined)];
  } finally {
    await documents.close();
  }
}

type Checking = Pick<Documents, 'check'>;
/** What a process was published with last. */
type Kept = Pick<DraftContent, 'forms' | 'tests'>;
type NewestOf = (processId: string) => Promise<Kept>;
const nothing: Kept = { forms: [], tests: [] };

async function readFiles(
  documents: Checking,
  files: readonly File[],
  published: readonly string[] | undefined,
  newestOf: NewestOf,
): Promise<Read> {
  const problems: WireProblem[] = files.filter((file) => !isBpmn(file) && !isForm(file) && !isPlays(file)).map(notRead);
  const forms = new Map<string, Form>();
  for (const file of files.filter(isForm)) {
    const read = readForm(file.name, file.content);
    if ('problem' in read) problems.push(read.problem);
    else forms.set(read.form.id, read.form);
  }
  const plays: Play[] = [];
  for (const file of files.filter(isPlays)) {
    const read = readPlays(file.name, file.content);
    if ('problem' in read) problems.push(read.problem);
    else plays.push(...read.plays);
  }
  const models = files.filter(isBpmn);
  const processIds = published && [...published, ...models.flatMap(({ content }) => processIdsIn(content))];
  const publishable: Publishable[] = [];
  const failedPlays: FailedPlay[] = [];
  for (const file of models) {
    const found = await readProcesses(documents, file, { forms, plays, newestOf, processIds });
    problems.push(...found.problems.map((problem) => ({ ...problem, file: file.name })));
    publishable.push(...found.publishable);
    failedPlays.push(...found.failedPlays);
  }
  if (plays.length > 0 && !problems.some(({ severity }) => severity === 'error'))
    problems.push(
      ...problemsOfPlays(
        plays,
        publishable.map(({ checked }) => checked.id),
      ),
    );
  return { publishable, problems, failedPlays };
}

interface Around {
  readonly forms: ReadonlyMap<string, Form>;
  readonly plays: readonly Play[];
  readonly newestOf: NewestOf;
  readonly processIds: readonly string[] | undefined;
}

/**
 * The executable processes of one file, each with the forms that the file asks for and the tests of them all: they are one
 * document. A process whose tests are not among the files keeps those that it has.
 */
async function readProcesses(documents: Checking, file: File, around: Around): Promise<Read> {
  const { forms: deployed, newestOf, processIds } = around;
  const first = await documents.check(file.content, { forms: [...deployed.values()], processIds });
  const kept = new Map<string, Form>();
  const tests: Play[] = [];
  for (const { id, formIds } of first.processes) {
    const newest = await newestOf(id);
    const ofIt = ({ processId }: Play) => processId === id;
    tests.push(...(around.plays.some(ofIt) ? around.plays : newest.tests).filter(ofIt));
    const missing = formIds.filter((formId) => !deployed.has(formId));
    for (const form of newest.forms) if (missing.includes(form.id)) kept.set(form.id, form);
  }
  const all = new Map([...kept, ...deployed]);
  const { processes, problems, failedPlays } =
    kept.size + tests.length === 0
      ? first
      : await documents.check(file.content, { forms: [...all.values()], processIds, plays: tests });
  const runnable = processes.filter(isRunnable);
  const asked = new Set(runnable.flatMap(({ formIds }) => formIds));
  const forms = [...all.values()].filter(({ id }) => asked.has(id));
  const content: DraftContent = { bpmn: file.content, forms, decisions: [], tests, settings: {} };
  return { publishable: runnable.map((checked) => ({ checked, content })), problems, failedPlays: [...failedPlays] };
}

const notRead = ({ name }: File): WireProblem => ({
  code: 'file-not-read',
  severity: 'error',
  file: name,
  message: `${name}: expected a BPMN file (.bpmn), a form (.json) or tests (.plays.json); nothing else is deployed yet.`,
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

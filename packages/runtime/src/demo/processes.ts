/** Publishes the examples as the demo's processes. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Runtime } from '../index.ts';
import { proposeContract } from './contract-proposal.ts';
import type { DemoPeople } from './people.ts';

/** A published process and how its cases come in. */
export interface DemoProcess {
  readonly id: string;
  /** How many cases in all, and which group starts them. */
  readonly count: number;
  readonly starters: string;
  readonly keyPrefix: string;
}
/** One BPMN file of an example, with the forms of its folder, and its own tests where it has some. */
export interface Example {
  readonly folder: string;
  readonly name: string;
  readonly files: { name: string; content: string }[];
}

const traits: Readonly<Record<string, Omit<DemoProcess, 'id'>>> = {
  'four-stage-sales': { count: 44, starters: 'sales', keyPrefix: 'D' },
  contract: { count: 72, starters: 'sales', keyPrefix: 'C' },
  'six-stage-funnel': { count: 26, starters: 'sales', keyPrefix: 'F' },
  'saas-trial': { count: 24, starters: 'sales', keyPrefix: 'T' },
  'manufacturing-order': { count: 32, starters: 'sales', keyPrefix: 'M' },
  'spending-approval': { count: 20, starters: 'sales', keyPrefix: 'S' },
  'cross-border-data': { count: 16, starters: 'sales', keyPrefix: 'X' },
  'wealth-service': { count: 18, starters: 'advisor', keyPrefix: 'W' },
};
const otherwise: Omit<DemoProcess, 'id'> = { count: 6, starters: 'sales', keyPrefix: 'Z' };

async function readExamples(folder: string): Promise<Example[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() && /^\d/.test(entry.name)).map(({ name }) => name);
  const found = await Promise.all(folders.toSorted().map((name) => readExample(join(folder, name), name)));
  return found.flat();
}

async function readExample(path: string, folder: string): Promise<Example[]> {
  const read = async (file: string) => ({ name: file, content: await readFile(join(path, file), 'utf8') });
  const entries = await readdir(path);
  const bpmn = entries.filter((file) => file.endsWith('.bpmn')).toSorted();
  const formFiles = await readdir(join(path, 'forms')).catch(() => []);
  const forms = await Promise.all(formFiles.filter((file) => file.endsWith('.json')).map((file) => read(join('forms', file))));
  return Promise.all(
    bpmn.map(async (name) => {
      const plays = entries.filter((file) => file === name.replace(/\.bpmn$/, '.plays.json'));
      return { folder, name, files: [await read(name), ...forms, ...(await Promise.all(plays.map(read)))] };
    }),
  );
}

/** The examples, split into what is there from the beginning and the redesigns that come later. */
export async function planPublications(folder: string): Promise<{ first: Example[]; later: Example[] }> {
  const examples = await readExamples(folder);
  const isLater = (example: Example) => examples.find((each) => each.folder === example.folder) !== example;
  return { first: examples.filter((each) => !isLater(each)), later: examples.filter(isLater) };
}

/** Publishes one file; an example that this server cannot run yet is skipped with a line. */
export async function publishExample(
  runtime: Runtime,
  people: DemoPeople,
  { folder, name, files }: Example,
  note: string,
  say: (line: string) => void,
): Promise<DemoProcess[]> {
  try {
    const { deployments } = await runtime.deploy(people.admin, { files, note });
    const processes = [];
    for (const { processId: id } of deployments) {
      await runtime.updateProcess(people.admin, id, { owner: people.owner.userId ?? '' });
      processes.push({ id, ...(traits[id] ?? otherwise) });
    }
    return processes;
  } catch (error) {
    say(`demo: ${folder}/${name} is left out: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/** A draft that is not done, and two proposed versions: what owners, admins and the second line see at home. */
export async function leaveDrafts(runtime: Runtime, { owner, admin, risk }: DemoPeople): Promise<void> {
  const { items } = await runtime.listProcesses(owner, { limit: 100, archived: false });
  for (const { id } of items) await runtime.updateProcess(admin, id, { review: { approvals: 1 } });
  if (items.some(({ id }) => id === 'contract')) await proposeContract(runtime, { owner, admin, risk });
  const template = items.find(({ id }) => id.includes('four-stage'));
  if (!template) return;
  const copy = await runtime.duplicateProcess(owner, template.id, { name: 'Partner sales' });
  await runtime.propose(owner, copy.id, { note: 'For the partner channel; starts on Monday.' });
  const { bpmn, forms, decisions, tests, settings, etag } = await runtime.getDraft(owner, template.id);
  // In the middle of a change: the approval has lost its approver, and its owner is told so.
  const changed = bpmn
    .replace('name="Qualify the lead"', 'name="Qualify the lead by phone"')
    .replace(/<fortnight:approver [^>]*\/>/, '');
  await runtime.saveDraft(owner, template.id, { bpmn: changed, forms, decisions, tests, settings }, etag);
}

import { type BundleFile, readBundle, readForm, readPlays } from '@fortnight/shared/bundle';
import type { Draft, DraftContent } from '@fortnight/shared/contract';
import { readXml } from '@fortnight/shared/model';
import { differenceOf, readingLimits } from '../releases/index.ts';
import { filesAt, isBundle, placeAt } from './bundle-source.ts';
import { differenceLines } from './difference-lines.ts';
import { readZip } from './export.ts';
import { wordsOf } from './problem-line.ts';
import { labelOf } from './release-label.ts';
import { downloadRelease, numberOf, parseReference } from './released-version.ts';
import { bodyOf, connect, connectTo, type Server } from './server.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

/** One side of the comparison. */
interface Side {
  readonly label: string;
  readonly content: DraftContent;
}

export const diff: Command = async (args) => {
  const { values, files: named } = readArguments(args, {
    server: 'text',
    key: 'text',
    'to-server': 'text',
    'to-key': 'text',
    json: 'switch',
  });
  const [from, to] = named;
  if (from === undefined || to === undefined || named.length > 2)
    throw new UsageError(`Expected two releases, found ${named.length}.`);
  const first = () => connectTo(values);
  const second = () => secondServer(values['to-server'], values['to-key'] ?? process.env.FORTNIGHT_TO_KEY) ?? first();
  try {
    const [before, after] = [await sideOf(from, first), await sideOf(to, second)];
    const difference = await differenceOf(before.content, after.content);
    if (values.json) console.log(JSON.stringify({ from: before.label, to: after.label, ...difference }, null, 2));
    else if (difference.isEqual) console.log(`Equal: ${before.label}; ${after.label}.`);
    else
      console.log(
        [`- ${before.label}`, `+ ${after.label}`, ...differenceLines(difference, before.content, after.content)].join('\n'),
      );
    return difference.isEqual ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // Whatever is in the way, 1 would say that they differ.
    console.error(error instanceof Error && error.constructor === Error ? error.message : error);
    return 2;
  }
};

function secondServer(address: string | undefined, key: string | undefined): Server | undefined {
  if (address === undefined) return undefined;
  if (key === undefined) throw new UsageError(`Expected a key for ${address}: set FORTNIGHT_TO_KEY, or give --to-key.`);
  return connect(address, key, '--to-server');
}

async function sideOf(named: string, server: () => Server): Promise<Side> {
  const side =
    (await placeAt(named)) === undefined ? await sideAtServer(named, server) : sideOfFiles(named, await filesAt(named));
  const { problems } = await readXml(side.content.bpmn, readingLimits);
  const [unreadable] = problems.filter(({ severity }) => severity === 'error');
  if (unreadable) throw new Error(`${named}: ${unreadable.message}`);
  return side;
}

async function sideAtServer(named: string, connected: () => Server): Promise<Side> {
  const reference = parseReference(named);
  if (!reference) throw new UsageError(`${named}: expected a folder, a zip, a BPMN file, or a version such as contract@7.`);
  const server = connected();
  const { processId, which } = reference;
  if (which === 'draft') {
    const path = `/processes/${encodeURIComponent(processId)}/draft`;
    const { bpmn, forms, decisions, tests, settings } = bodyOf(
      await server.ask<Draft>('GET', path),
      `${named} at ${server.address}`,
    );
    return { label: `${processId}, the draft, at ${server.address}`, content: { bpmn, forms, decisions, tests, settings } };
  }
  const { release } = readZip(await downloadRelease(server, processId, await numberOf(server, reference)));
  return { label: `${labelOf(release)}, at ${server.address}`, content: release.content };
}

/** A bundle as it is; one whose files were changed since as what they are now. */
function sideOfFiles(path: string, files: readonly BundleFile[]): Side {
  if (!isBundle(files)) return { label: path, content: contentOf(path, files) };
  const read = readBundle(files);
  if (read.ok) return { label: `${labelOf(read.value)}, in ${path}`, content: read.value.content };
  const isEdited = read.error.every(({ code }) => edits.has(code));
  if (!isEdited)
    throw new Error(read.error.map((problem) => wordsOf({ ...problem, file: `${path}: ${problem.file ?? ''}` })).join('\n'));
  return {
    label: `${path}, as it was changed since`,
    content: contentOf(
      path,
      files.filter((file) => !isBundle([file])),
    ),
  };
}

const edits: ReadonlySet<string> = new Set(['bundle-file-changed', 'bundle-file-missing', 'bundle-file-unknown']);

function contentOf(path: string, files: readonly BundleFile[]): DraftContent {
  const ending = (pattern: RegExp) => files.filter(({ name }) => pattern.test(name));
  const models = ending(/\.(bpmn2?|xml)$/i);
  const [model] = models;
  if (!model || models.length > 1)
    throw new Error(
      `${path}: expected one BPMN file, found ${models.length}${models.length > 1 ? `: ${models.map(({ name }) => name).join(', ')}` : ''}.`,
    );
  const forms = ending(/(?<!\.plays)\.(json|form)$/i).map(({ name, content }) => {
    const read = readForm(name, content);
    if ('problem' in read) throw new Error(wordsOf(read.problem));
    return read.form;
  });
  const tests = ending(/\.plays\.json$/i).flatMap(({ name, content }) => {
    const read = readPlays(name, content);
    if ('problem' in read) throw new Error(wordsOf(read.problem));
    return read.plays;
  });
  return { bpmn: model.content, forms, decisions: [], tests, settings: {} };
}

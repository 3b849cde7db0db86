import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BundleFile, isPathInside, manifestName, type Release, readBundle, unpackZip } from '@fortnight/shared/bundle';
import { bundleManifestSchema } from '@fortnight/shared/contract';
import { wordsOf } from './problem-line.ts';
import { labelOf } from './release-label.ts';
import { downloadRelease, numberOf, oneReference } from './released-version.ts';
import { connectTo } from './server.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const exportRelease: Command = async (args) => {
  const { values, files: named } = readArguments(args, { server: 'text', key: 'text', to: 'text' });
  const reference = oneReference(named);
  const server = connectTo(values);
  const zip = await downloadRelease(server, reference.processId, await numberOf(server, reference));
  const { files, release } = readZip(zip);
  const { to = release.processId } = values;
  if (/\.zip$/i.test(to)) await writeFile(to, zip);
  else await writeFolder(to, files);
  console.log(`${labelOf(release)}, is in ${to}: ${contentWords(release)}.`);
  return 0;
};

/** What a server sends is looked at as what anybody sends is. */
export function readZip(zip: Uint8Array): { readonly files: readonly BundleFile[]; readonly release: Release } {
  const files = unpackZip(zip);
  if (!files.ok) throw new Error(wordsOf(files.error));
  const release = readBundle(files.value);
  if (!release.ok) throw new Error(release.error.map(wordsOf).join('\n'));
  return { files: files.value, release: release.value };
}

/** Writes the bundle over the one that stands there, whose other files go. */
async function writeFolder(folder: string, files: readonly BundleFile[]): Promise<void> {
  for (const path of await oldFiles(folder)) await rm(join(folder, path), { force: true });
  for (const { name, content } of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

/** Errors: a UsageError where a folder holds something else than a bundle. */
async function oldFiles(folder: string): Promise<readonly string[]> {
  const there = await readdir(folder).catch(() => []);
  if (there.every((name) => name.startsWith('.'))) return [];
  const json: unknown = await readFile(join(folder, manifestName), 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
  const manifest = bundleManifestSchema.safeParse(json);
  if (!manifest.success) throw new UsageError(`${folder} holds something else than a bundle; name another folder by --to.`);
  return manifest.data.files.flatMap(({ path }) => (isPathInside(path) ? [path] : []));
}

function contentWords({ content: { forms, decisions, tests } }: Release): string {
  const counted = (count: number, one: string) => (count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${one}s`]);
  return [
    'the process',
    ...counted(forms.length, 'form'),
    ...counted(decisions.length, 'decision'),
    ...counted(tests.length, 'test'),
  ].join(', ');
}

/** What a path names: a bundle as a zip or a folder, or files. */
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { type BundleFile, manifestName, unpackZip } from '@fortnight/shared/bundle';
import { wordsOf } from './problem-line.ts';
import { readText, UsageError } from './usage.ts';

/** What a server may be sent; whatever else lies in a folder is left alone. */
const isRead = (name: string): boolean => /\.(bpmn2?|xml|json|form|dmn)$/i.test(name);

export type Place = 'folder' | 'zip' | 'file';

/** Undefined where there is nothing. */
export async function placeAt(path: string): Promise<Place | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  if (found.isDirectory()) return 'folder';
  return /\.zip$/i.test(path) ? 'zip' : 'file';
}

export const readBytes = (path: string): Promise<Uint8Array> =>
  readFile(path).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });

/** The files of a path, by their names in it. Errors: throws in words where a zip is none that is taken. */
export async function filesAt(path: string): Promise<readonly BundleFile[]> {
  const place = await placeAt(path);
  if (place === undefined) throw new UsageError(`${path} is not there.`);
  if (place === 'file') return [{ name: basename(path), content: await readText(path) }];
  if (place === 'folder') return filesIn(path);
  const unpacked = unpackZip(await readBytes(path));
  if (!unpacked.ok) throw new Error(wordsOf({ ...unpacked.error, file: path }));
  return unpacked.value;
}

async function filesIn(folder: string): Promise<readonly BundleFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const pathOf = ({ parentPath, name }: Dirent): string => relative(folder, join(parentPath, name)).split(sep).join('/');
  const isHidden = (path: string): boolean => path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
  const names = found
    .filter((entry) => entry.isFile() && isRead(entry.name))
    .map(pathOf)
    .filter((path) => !isHidden(path))
    .toSorted();
  if (names.length === 0) throw new UsageError(`${folder}: expected BPMN files in it, found none.`);
  return Promise.all(names.map(async (name) => ({ name, content: await readText(join(folder, name)) })));
}

export const isBundle = (files: readonly BundleFile[]): boolean => files.some(({ name }) => name === manifestName);

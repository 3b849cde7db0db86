/** Names of files that every file system takes, and that two ids never share. */
import { sha256Hex } from '../base/index.ts';

const longest = 60;
/** What Windows keeps for devices, and endings that mean something else here. */
const taken = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|\.plays$/i;

/**
 * The name of the file that something with this id has, without its ending.
 *
 * Ids that can't be told apart by name alone, or that no file system would take as they are, are named by their hash too.
 * `others` are the ids beside it: file systems may know no difference between `Lead` and `lead`.
 */
export function fileNameOf(id: string, others: readonly string[] = []): string {
  const safe = id.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-').replace(/^\.|\.$/g, '-');
  const isShared = others.some((other) => other !== id && folded(other) === folded(id));
  if (safe === id && !isShared && [...id].length <= longest && !taken.test(id)) return id;
  return `${[...safe].slice(0, longest).join('')}-${sha256Hex(id).slice(0, 8)}`;
}

/** How file systems that know no case and no composition compare names. */
export const folded = (path: string): string => path.normalize('NFC').toLowerCase();

/** A path inside the bundle, and nowhere else: no way up, no root, no drive, no backslash, nothing that a console would act on. */
export function isPathInside(path: string): boolean {
  const parts = path.split('/');
  return !/[\\:\p{Cc}]/u.test(path) && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

/** The zip of a bundle: written to the same bytes everywhere, and looked through before anything of it is unpacked. */
import { Inflate, strFromU8, strToU8, zipSync } from 'fflate';
import { err, ok, type Result } from '../base/index.ts';
import { limits, type WireProblem } from '../contract/index.ts';
import { folded, isPathInside } from './file-names.ts';
import { bundleProblem } from './problem.ts';
import type { BundleFile } from './release.ts';

/** The first moment that a zip knows, wherever it is made. */
const noTime = new Date(1980, 0, 1);

/** Packs files in the order in which they come. Pure: the same files are the same bytes. */
export const packZip = (files: readonly BundleFile[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ name, content }) => [name, strToU8(content)])), { level: 9, mtime: noTime });

/** What may be in a zip, and how much. */
export interface ZipLimits {
  readonly files: number;
  readonly fileBytes: number;
  readonly bytes: number;
  /** How many times its packed size a file may unpack to; small ones may unpack to more. */
  readonly ratio: number;
}
const bundleLimits: ZipLimits = {
  // The manifest besides, which names the others.
  files: limits.bundleFiles + 1,
  fileBytes: limits.bundleFileBytes,
  bytes: limits.bundleBytes,
  ratio: limits.bundleRatio,
};
/** Less than this is no bomb, however well it packs. */
const harmlessBytes = 1024 * 1024;

/**
 * Unpacks a zip of UTF-8 texts; folders in it are passed over.
 *
 * Errors: the first problem: not a zip, too many files, too large or packed too well, a path that leads out, a name twice.
 * All of it is said by the directory of the zip before a byte is unpacked, and no file unpacks to more than it said there.
 */
export function unpackZip(zip: Uint8Array, most: ZipLimits = bundleLimits): Result<readonly BundleFile[], WireProblem> {
  try {
    const entries = [...directoryOf(zip, most.files)].filter(({ name }) => !name.endsWith('/'));
    assertHarmless(entries, most);
    return ok(entries.map((entry) => ({ name: entry.name, content: textOf(unpack(zip, entry)) })));
  } catch (error) {
    // The library tells a stream that is broken by an error of its own.
    return err(error instanceof Refused ? error.problem : broken().problem);
  }
}

class Refused extends Error {
  readonly problem: WireProblem;
  constructor(problem: WireProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const broken = () =>
  new Refused(bundleProblem('bundle-not-a-zip', 'Expected a zip that can be read whole, found something else.'));
const refuse = (...args: Parameters<typeof bundleProblem>) => new Refused(bundleProblem(...args));

interface Entry {
  readonly name: string;
  readonly isPacked: boolean;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

const signs = { end: 0x06054b50, entry: 0x02014b50, file: 0x04034b50 } as const;
const endBytes = 22;
const entryBytes = 46;
const fileBytes = 30;
const longestComment = 0xffff;

/** What the directory at the end of a zip says, entry after entry. Source: PKWARE APPNOTE 4.3. */
function* directoryOf(zip: Uint8Array, most: number): Generator<Entry> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.byteLength - endBytes;
  const last = Math.max(0, end - longestComment);
  while (end >= last && view.getUint32(end, true) !== signs.end) end -= 1;
  if (end < last || end < 0) throw broken();
  const count = view.getUint16(end + 10, true);
  const isLast = end + endBytes + view.getUint16(end + 20, true) === zip.byteLength;
  if (!isLast || view.getUint16(end + 8, true) !== count) throw broken();
  if (count > most)
    throw refuse('bundle-too-many-files', `Expected at most ${most} files in the bundle, found ${count}.`, {
      params: { limit: most, count },
    });
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    // Reading past the end throws, and so does whatever is no entry: zips of more than 4 GiB among them.
    if (view.getUint32(at, true) !== signs.entry) throw broken();
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const nameBytes = view.getUint16(at + 28, true);
    const name = strFromU8(zip.subarray(at + entryBytes, at + entryBytes + nameBytes));
    const isEncrypted = (flags & 1) === 1;
    if (isEncrypted || (method !== 0 && method !== 8))
      throw refuse('bundle-not-a-zip', `"${name}": expected a file that is neither encrypted nor packed in a way of its own.`, {
        file: name,
      });
    yield {
      name,
      isPacked: method === 8,
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    at += entryBytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // More entries than are counted would be seen by others who unpack it.
  if (at !== end) throw broken();
}

function assertHarmless(entries: readonly Entry[], most: ZipLimits): void {
  const seen = new Set<string>();
  let total = 0;
  for (const { name, packedBytes, bytes } of entries) {
    if (!isPathInside(name)) throw refuse('bundle-path', `"${name}": expected a path inside the bundle.`, { file: name });
    if (seen.has(folded(name)))
      throw refuse('bundle-file-twice', `"${name}": expected each file once, found it again.`, { file: name });
    seen.add(folded(name));
    total += bytes;
    if (bytes > most.fileBytes)
      throw refuse('bundle-too-large', `"${name}": expected at most ${most.fileBytes} bytes, found ${bytes}.`, { file: name });
    if (total > most.bytes) throw refuse('bundle-too-large', `Expected at most ${most.bytes} bytes in the bundle, found more.`);
    if (bytes > harmlessBytes && bytes > packedBytes * most.ratio)
      throw refuse(
        'bundle-suspicious',
        `"${name}": expected at most ${most.ratio} times its packed ${packedBytes} bytes, found ${bytes}.`,
        { file: name },
      );
  }
}

/** How much is unpacked at once: a thousand times as much may come out of it. */
const mouthful = 16 * 1024;

function unpack(zip: Uint8Array, { name, isPacked, packedBytes, bytes, offset }: Entry): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  if (view.getUint32(offset, true) !== signs.file) throw broken();
  const from = offset + fileBytes + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = zip.subarray(from, from + packedBytes);
  if (packed.length !== packedBytes) throw broken();
  if (!isPacked) {
    if (packedBytes !== bytes) throw lied(name, bytes);
    return packed;
  }
  const unpacked = new Uint8Array(bytes);
  let length = 0;
  let isWhole = false;
  const inflate = new Inflate((chunk, isLast) => {
    if (length + chunk.length > bytes) throw lied(name, bytes);
    unpacked.set(chunk, length);
    length += chunk.length;
    isWhole = isLast;
  });
  for (let at = 0; at < packed.length; at += mouthful)
    inflate.push(packed.subarray(at, at + mouthful), at + mouthful >= packed.length);
  if (!isWhole || length !== bytes) throw lied(name, bytes);
  return unpacked;
}

const lied = (file: string, bytes: number) =>
  refuse('bundle-suspicious', `"${file}": expected the ${bytes} bytes that the zip names, found another number.`, { file });

/** Decoding drops a byte order mark; the text of a document keeps its own. */
function textOf(bytes: Uint8Array): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = strFromU8(bytes);
  return hasMark && !text.startsWith('\uFEFF') ? `\uFEFF${text}` : text;
}

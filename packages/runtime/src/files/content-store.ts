/** The bytes of files, named by their SHA-256, on the local disk. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

export interface StoredContent {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Where bytes are kept: a folder here, an object store elsewhere. */
export interface ContentStore {
  /** Keeps the bytes; answers undefined, and keeps nothing, when there are more than `maxBytes`. */
  write(content: ReadableStream<Uint8Array>, maxBytes: number): Promise<StoredContent | undefined>;
  read(sha256: string): Promise<ReadableStream<Uint8Array> | undefined>;
}

/**
 * Keeps content under a folder, as `ab/cdef…`.
 *
 * A file is there whole or not at all: bytes go to a temporary name, reach the disk, and are renamed.
 */
export function createContentStore(folder: string): ContentStore {
  const placeOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
  return {
    async write(content, maxBytes) {
      const incoming = join(folder, 'incoming');
      await mkdir(incoming, { recursive: true });
      const temporary = join(incoming, randomUUID());
      const hash = createHash('sha256');
      let sizeBytes = 0;
      const file = await open(temporary, 'wx');
      try {
        for await (const chunk of content) {
          sizeBytes += chunk.byteLength;
          if (sizeBytes > maxBytes) return undefined;
          hash.update(chunk);
          await file.writeFile(chunk);
        }
        await file.sync();
        const sha256 = hash.digest('hex');
        const place = placeOf(sha256);
        await mkdir(dirname(place), { recursive: true });
        await rename(temporary, place);
        // A name reaches the disk with its folder, not with its bytes.
        await syncFolder(dirname(place));
        await syncFolder(folder);
        return { sha256, sizeBytes };
      } finally {
        await file.close();
        await rm(temporary, { force: true });
      }
    },
    async read(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
      const place = placeOf(sha256);
      const isThere = await access(place).then(
        () => true,
        () => false,
      );
      return isThere ? (Readable.toWeb(createReadStream(place)) as ReadableStream<Uint8Array>) : undefined;
    },
  };
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folder, and keeps names by its journal.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

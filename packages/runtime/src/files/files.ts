import { randomUUID } from 'node:crypto';
import { fileTypes, limits, type WireFile } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { Refused } from '../base/index.ts';
import type { ContentStore } from './content-store.ts';

/** Where the records of files are kept: in the database, in the evidence chain. */
export interface FileRecords {
  insert(file: WireFile): Promise<void>;
  get(id: string): Promise<WireFile | undefined>;
}

export interface FilesOptions {
  readonly content: ContentStore;
  readonly records: FileRecords;
  /** Throws when this principal may not read that case; the door of the engine decides it. */
  readonly assertMayRead: (by: Principal, instanceId: string) => Promise<void>;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface FileUpload {
  readonly name: string;
  readonly type: string;
  readonly content: ReadableStream<Uint8Array>;
  /** The case that it belongs to; whoever uploaded it reads it until it does. */
  readonly instanceId?: string;
}

/** What the file room refuses. */
export class FileRefused extends Refused {
  override readonly name = 'FileRefused';

  constructor(status: number, code: string, message: string, params: Readonly<Record<string, string | number>>) {
    super(status, code, message, { params });
  }
}

const missing = (id: string) => new FileRefused(404, 'file-not-found', `There is no file "${id}" that you may read.`, { id });

/** A name that is safe in a folder and in a header, whatever the uploader's system allows. */
const toFileName = (name: string): string =>
  name
    // Signs that turn the direction of text make "fdp.exe" read as "exe.pdf".
    .replace(/[\p{Cc}\p{Bidi_Control}/\\]/gu, '_')
    .trim()
    .slice(0, limits.nameLength)
    // A cut, or an uploader, may leave half a character, which no header can carry.
    .toWellFormed() || 'file';

/** Attachments and evidence: bytes by their hash, records in the database, read by whoever may read the case. */
export function createFiles({ content, records, assertMayRead, now }: FilesOptions) {
  return {
    async upload(by: Principal, upload: FileUpload): Promise<WireFile> {
      const { instanceId } = upload;
      if (instanceId !== undefined) await assertMayRead(by, instanceId);
      if (!(fileTypes as readonly string[]).includes(upload.type))
        throw new FileRefused(
          415,
          'unsupported-type',
          `Expected one of ${fileTypes.join(', ')}; found ${upload.type || 'none'}.`,
          {
            found: upload.type,
          },
        );
      const stored = await content.write(upload.content, limits.fileBytes);
      if (!stored)
        throw new FileRefused(413, 'too-large', `Expected at most ${limits.fileBytes} bytes.`, { limit: limits.fileBytes });
      const file: WireFile = {
        id: randomUUID(),
        name: toFileName(upload.name),
        type: upload.type,
        sizeBytes: stored.sizeBytes,
        sha256: stored.sha256,
        uploadedBy: by.userId,
        uploadedAt: new Date(now()).toISOString(),
        ...(instanceId !== undefined && { instanceId }),
      };
      await records.insert(file);
      return file;
    },

    async read(by: Principal, id: string): Promise<{ file: WireFile; content: ReadableStream<Uint8Array> }> {
      const file = await records.get(id);
      if (!file) throw missing(id);
      const isOwn = by.userId !== null && file.uploadedBy === by.userId;
      // Whoever may not read the case does not learn which case it is either.
      if (file.instanceId !== undefined)
        await assertMayRead(by, file.instanceId).catch((error: unknown) => {
          throw error instanceof Error && 'status' in error && error.status === 404 ? missing(id) : error;
        });
      else if (!isOwn && !by.roles.includes('admin')) throw missing(id);
      const bytes = await content.read(file.sha256);
      if (!bytes)
        throw new FileRefused(503, 'file-content-missing', 'The bytes of this file are not in the data folder.', { id });
      return { file, content: bytes };
    },
  };
}

import type { WireFile } from '@fortnight/shared/contract';
import type { FileRecords } from '../files/index.ts';
import type { Connection } from './connection.ts';
import type { WriteQueue } from './write-queue.ts';

/** Records of attachments, each with its line in the evidence chain. */
export const createFileRecords = (queue: WriteQueue, reader: Connection): FileRecords => ({
  insert: (file) =>
    queue.write((tx) => {
      tx.run('INSERT INTO files (id, instanceId, uploadedAt, file) VALUES (?, ?, ?, ?)', [
        file.id,
        file.instanceId ?? null,
        Date.parse(file.uploadedAt),
        JSON.stringify(file),
      ]);
      tx.note({ kind: 'file', subject: file.instanceId ?? file.id, at: Date.parse(file.uploadedAt), body: file });
    }),
  async get(id) {
    const row = reader.get<{ file: string }>('SELECT file FROM files WHERE id = ?', [id]);
    return row && (JSON.parse(row.file) as WireFile);
  },
});

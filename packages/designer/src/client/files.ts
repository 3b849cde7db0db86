/** Attachments and evidence. */
import type { WireFile } from '@fortnight/shared/contract';
import { addressOf, part, request } from './request.ts';

/** Keeps a file; it belongs to a case when `instanceId` is given, else to the next command that names it. */
export const uploadFile = (file: File, instanceId?: string): Promise<WireFile> =>
  request<WireFile>('POST', '/files', {
    query: { name: file.name, instanceId },
    body: file,
    headers: { 'Content-Type': file.type || 'application/octet-stream' },
  });

/** Where a file is downloaded. */
export const fileAddress = (id: string): string => addressOf(`/files/${part(id)}`);

/** Attachments and evidence: content-addressed bytes under the data folder, and who may read them. */
export { type ContentStore, createContentStore, type StoredContent } from './content-store.ts';
export { createFiles, type FileRecords, type FilesOptions, type FileUpload } from './files.ts';

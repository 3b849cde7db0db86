/** Drafts, publishing and immutable versions: the way from drawing to running. */
export { checkFiles } from './deploy.ts';
export { differenceOf } from './difference.ts';
export { createDocuments, type Documents } from './document-thread.ts';
export { releasesMigrations } from './migrations.ts';
export type { ReleaseStore, ReleasesOptions, ReleaseTransaction } from './ports.ts';
export { readingLimits } from './reading-limits.ts';
export { createReleases, type Releases } from './releases.ts';
export type { ReleaseTables } from './tables.ts';

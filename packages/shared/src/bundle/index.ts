/** One release of a process as one bundle: a zip, or a folder with the same files, that diffs well and is the same bytes wherever it is made. */
export { isPathInside } from './file-names.ts';
export { manifestName, readBundle } from './read-bundle.ts';
export { readForm } from './read-form.ts';
export { readPlays } from './read-plays.ts';
export type { BundleFile, Release } from './release.ts';
export { writeBundle } from './write-bundle.ts';
export { packZip, unpackZip } from './zip.ts';

/** Who is meant: `who` entries resolved over a plain snapshot of the directory. */
export type { Absence, Directory, DirectoryUser } from './directory.ts';
export { resolveWho } from './resolve-who.ts';

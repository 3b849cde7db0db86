/** Who is meant: `who` entries resolved over a plain snapshot of the directory, or by stand-ins where there is none. */
export type { Absence, Directory, DirectoryUser } from './directory.ts';
export { resolveWho } from './resolve-who.ts';
export { type StandIn, standIn, standInsOf, toStandIn } from './stand-in.ts';

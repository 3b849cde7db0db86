import type { DraftContent } from '../contract/index.ts';

/** A version with its content, as it leaves one server for another, or for a folder. */
export interface Release {
  readonly processId: string;
  readonly name: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly note: string | null;
  /** The name of the content where it was made. */
  readonly contentHash: string;
  /** When the version was made: ISO 8601. */
  readonly createdAt: string;
  /** Where people reach the server that it comes from. */
  readonly server?: string | undefined;
  readonly content: DraftContent;
}

/** One file of a bundle: its path with `/` between folders, and its text. */
export interface BundleFile {
  readonly name: string;
  readonly content: string;
}

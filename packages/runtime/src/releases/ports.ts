import type { WorkingCalendar } from '@fortnight/shared/calendar';
import type { ProcessNode } from '@fortnight/shared/model';
import type { Directory } from '@fortnight/shared/people';
import type { Compilable, Kysely } from 'kysely';
import type { AuditAction } from '../access/index.ts';
import type { Documents } from './document-thread.ts';
import type { ReleaseTables } from './tables.ts';

/** One transaction of the store, as far as releases needs it. */
export interface ReleaseTransaction {
  get<O>(query: Compilable<O>): O | undefined;
  all<O>(query: Compilable<O>): O[];
  run(query: Compilable<unknown>): number;
  /** Appends a line to the hash-chained journal. */
  note(line: { readonly kind: string; readonly subject: string; readonly at: number; readonly body: unknown }): unknown;
  audit(action: AuditAction): void;
  /** Calls back after the COMMIT. */
  onCommit(hook: () => void): void;
}

/** Where drafts and versions are kept. */
export interface ReleaseStore {
  /** Reads what this request wrote too. */
  database<T>(): Kysely<T>;
  write<T>(command: (tx: ReleaseTransaction) => T): Promise<T>;
}

export interface ReleasesOptions {
  readonly store: ReleaseStore;
  /** Who reads documents; whoever gives it closes it. */
  readonly documents: Omit<Documents, 'close'>;
  /** Where people reach the server, where that is told: bundles say where they come from. */
  readonly address?: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Who there is: an owner must be somebody. */
  readonly directory: () => Promise<Directory>;
  /** The business groups that there are; null where a host alone knows them. */
  readonly groups: () => Promise<readonly string[] | null>;
  /** The working calendar in whose zone fortnights run. */
  readonly calendar: () => WorkingCalendar;
  /** Called after a process has another live version, or none for new cases any more. */
  readonly liveVersionsChanged: (processId: string) => Promise<void>;
  /** Called after the COMMIT of a publication to come; epoch ms. */
  readonly scheduled: (at: number) => void;
  /** Called after the COMMIT of whatever this room writes. */
  readonly changed: () => void;
}

export interface ReleasesContext extends ReleasesOptions {
  readonly db: Kysely<ReleaseTables>;
  readonly instant: () => string;
  /** Processes of versions that were published just now, until they are loaded to run. */
  readonly readAhead: Map<string, ProcessNode>;
}

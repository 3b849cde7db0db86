import type { AuditActionCode, AuditEntry, ListAuditLogQuery, Page } from '@fortnight/shared/contract';
import type { Directory } from '@fortnight/shared/people';
import type { Principal } from './principal.ts';
import type { AccessDatabase, ApiKeyRow } from './tables.ts';

/** The hash-chained log of admin actions, which the store keeps. */
export interface AuditTrail {
  append(entry: AuditAction): Promise<void>;
  list(query: ListAuditLogQuery): Promise<Page<AuditEntry>>;
}
export interface AuditAction {
  /** Epoch ms. */
  readonly at: number;
  /** Null when nobody is signed in yet, as at the first set-up. */
  readonly by: Principal | null;
  readonly action: AuditActionCode;
  readonly target: string | null;
  readonly details: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** What access stands on. */
export interface AccessOptions {
  /** The store's one write connection, with `accessSchema` in place. */
  readonly database: AccessDatabase;
  readonly audit: AuditTrail;
  /** Calls back once what this request wrote so far is committed. */
  readonly afterCommit: (hook: () => void) => Promise<void>;
  /** Epoch ms of invitations, keys and the log. Sessions and one-time codes run on the machine's own clock. */
  readonly now: () => number;
  /** Signs cookies and seals one-time secrets; it lies beside the database, never in it. At least 32 characters. */
  readonly secret: string;
  /** Where people reach the server; `https:` makes the cookies secure. */
  readonly address?: string;
  /** A bearer key with the role admin, from the environment. */
  readonly adminKey?: string;
  /** The accounts of the demo workspace, shown at the sign-in page as far as they exist; absent elsewhere. */
  readonly demoAccounts?: readonly DemoAccount[];
  /** How far the demo workspace is filled; null once it is. */
  readonly demoProgress?: () => { readonly done: number; readonly total: number } | null;
}
export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly title: string;
}

/** What the parts of the room share. */
export interface AccessContext extends AccessOptions {
  /** Everybody; read once until something changes. */
  readonly directory: () => Promise<Directory>;
  /** Keys that came lately, by the hash of their secret. */
  readonly knownKeys: Map<string, ApiKeyRow>;
  /** Drops the cached directory after a change of users or groups. */
  readonly forgetDirectory: () => Promise<void>;
}

export const instantOf = (atMs: number): string => new Date(atMs).toISOString();

import type { Kysely } from 'kysely';

/** Dates are ISO 8601 texts, lists and absences JSON texts, claims 0 or 1: STRICT tables know nothing else. */
export interface AccessTables {
  users: UserRow;
  accounts: AccountRow;
  sessions: SessionRow;
  verifications: { id: string; identifier: string; value: string; expiresAt: string; createdAt: string; updatedAt: string };
  secondFactors: { id: string; secret: string; backupCodes: string; userId: string; verified: number | null };
  groups: { id: string; name: string };
  groupMembers: { groupId: string; userId: string };
  apiKeys: ApiKeyRow;
  invitations: InvitationRow;
  passwordResets: { tokenHash: string; userId: string; expiresAt: string; usedAt: string | null };
}
export type AccessDatabase = Kysely<AccessTables>;

export interface UserRow {
  id: string;
  name: string;
  email: string;
  emailVerified: number;
  image: string | null;
  twoFactorEnabled: number | null;
  roles: string;
  title: string | null;
  managerId: string | null;
  locale: string | null;
  timeZone: string | null;
  absence: string | null;
  isActive: number;
  /** Who turned off the person's second factor, and when, as JSON, until they have seen it. */
  secondFactorReset: string | null;
  createdAt: string;
  updatedAt: string;
}
interface AccountRow {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  password: string | null;
  createdAt: string;
  updatedAt: string;
}
interface SessionRow {
  id: string;
  /** As better-auth keeps it: alone it opens nothing, since the cookie also bears a signature with the secret. */
  token: string;
  userId: string;
  expiresAt: string;
  createdAt: string;
  updatedAt: string;
}
export interface ApiKeyRow {
  id: string;
  name: string;
  secretHash: string;
  roles: string;
  groups: string;
  userId: string | null;
  createdBy: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}
export interface InvitationRow {
  id: string;
  email: string;
  name: string | null;
  roles: string;
  groups: string;
  managerId: string | null;
  tokenHash: string;
  invitedBy: string | null;
  createdAt: string;
  expiresAt: string;
  acceptedAt: string | null;
}

/** One statement an entry. */
const tables: readonly string[] = [
  `CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, emailVerified INTEGER NOT NULL DEFAULT 0,
    image TEXT, twoFactorEnabled INTEGER DEFAULT 0, roles TEXT NOT NULL DEFAULT '[]', title TEXT, managerId TEXT REFERENCES users (id),
    locale TEXT, timeZone TEXT, absence TEXT, isActive INTEGER NOT NULL DEFAULT 1, createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL) STRICT`,
  `CREATE TABLE accounts (id TEXT PRIMARY KEY, accountId TEXT NOT NULL, providerId TEXT NOT NULL, userId TEXT NOT NULL REFERENCES users (id),
    accessToken TEXT, refreshToken TEXT, idToken TEXT, accessTokenExpiresAt TEXT, refreshTokenExpiresAt TEXT, scope TEXT,
    password TEXT, createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL, UNIQUE (providerId, accountId)) STRICT`,
  'CREATE INDEX accountsByUser ON accounts (userId)',
  `CREATE TABLE sessions (id TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, userId TEXT NOT NULL REFERENCES users (id), ipAddress TEXT,
    userAgent TEXT, expiresAt TEXT NOT NULL, createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL) STRICT`,
  'CREATE INDEX sessionsByUser ON sessions (userId)',
  `CREATE TABLE verifications (id TEXT PRIMARY KEY, identifier TEXT NOT NULL, value TEXT NOT NULL, expiresAt TEXT NOT NULL,
    createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL) STRICT`,
  'CREATE INDEX verificationsByIdentifier ON verifications (identifier)',
  `CREATE TABLE secondFactors (id TEXT PRIMARY KEY, secret TEXT NOT NULL, backupCodes TEXT NOT NULL, userId TEXT NOT NULL REFERENCES users (id),
    verified INTEGER, failedVerificationCount INTEGER, lockedUntil TEXT) STRICT`,
  'CREATE TABLE groups (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT',
  `CREATE TABLE groupMembers (groupId TEXT NOT NULL REFERENCES groups (id), userId TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (groupId, userId)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX groupMembersByUser ON groupMembers (userId)',
  `CREATE TABLE apiKeys (id TEXT PRIMARY KEY, name TEXT NOT NULL, secretHash TEXT NOT NULL UNIQUE, roles TEXT NOT NULL, groups TEXT NOT NULL,
    userId TEXT REFERENCES users (id), createdBy TEXT, createdAt TEXT NOT NULL, lastUsedAt TEXT, revokedAt TEXT) STRICT`,
  `CREATE TABLE invitations (id TEXT PRIMARY KEY, email TEXT NOT NULL, name TEXT, roles TEXT NOT NULL, groups TEXT NOT NULL,
    managerId TEXT REFERENCES users (id), tokenHash TEXT NOT NULL UNIQUE, invitedBy TEXT, createdAt TEXT NOT NULL,
    expiresAt TEXT NOT NULL, acceptedAt TEXT) STRICT`,
  `CREATE TABLE passwordResets (tokenHash TEXT PRIMARY KEY, userId TEXT NOT NULL REFERENCES users (id), expiresAt TEXT NOT NULL,
    usedAt TEXT) STRICT`,
];

/** The migrations of this room, for the store. */
export const accessSchema: readonly (readonly string[])[] = [tables, ['ALTER TABLE users ADD COLUMN secondFactorReset TEXT']];

/** Times are ISO 8601 texts, lists and documents JSON texts, claims 0 or 1: STRICT tables know nothing else. */
export interface ReleaseTables {
  processes: ProcessRow;
  drafts: DraftRow;
  versions: VersionRow;
  publicationRequests: PublicationRequestRow;
  /** The engine's own, as far as versions are counted by them. */
  /** Running cases, kept by the store. */
  stageCounts: { processId: string; version: number; count: number };
  incidents: { processId: string; state: string };
}

export interface ProcessRow {
  id: string;
  name: string;
  owner: string | null;
  isArchived: number;
  liveVersion: number | null;
  createdAt: string;
  updatedAt: string;
}
export interface DraftRow {
  processId: string;
  etag: string;
  content: string;
  problems: string;
  errorCount: number;
  warningCount: number;
  savedAt: string;
  savedBy: string | null;
  baseVersion: number | null;
  /** JSON; null where its process was not read. */
  outline: string | null;
}
export interface VersionRow {
  id: string;
  processId: string;
  version: number;
  versionTag: string | null;
  name: string;
  note: string | null;
  publishedBy: string | null;
  publishedAt: string;
  contentHash: string;
  /** The hash of what runs: the content without its diagram. */
  executableHash: string;
  isLayoutOnly: number;
  labels: string;
  lang: string | null;
  startForm: string | null;
  candidateStarters: string;
  bpmn: string;
  forms: string;
  decisions: string;
  tests: string;
  settings: string;
  program: string;
  /** The versions that its call activities keep, by process. */
  pins: string;
  /** JSON; null where every test passed. */
  failedPlays: string | null;
  /** JSON. */
  outline: string | null;
}
export interface PublicationRequestRow {
  id: string;
  processId: string;
  requestedBy: string | null;
  requestedAt: string;
  note: string | null;
  versionTag: string | null;
  draftEtag: string;
}

/** The tables of this room, for the store's migrations: one statement an entry. */
export const releasesSchema: readonly string[] = [
  `CREATE TABLE processes (id TEXT PRIMARY KEY, name TEXT NOT NULL, owner TEXT, isArchived INTEGER NOT NULL DEFAULT 0,
    liveVersion INTEGER, createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL) STRICT`,
  `CREATE TABLE drafts (processId TEXT PRIMARY KEY REFERENCES processes (id), etag TEXT NOT NULL, content TEXT NOT NULL,
    problems TEXT NOT NULL, errorCount INTEGER NOT NULL, warningCount INTEGER NOT NULL, savedAt TEXT NOT NULL, savedBy TEXT,
    baseVersion INTEGER) STRICT`,
  `CREATE TABLE versions (id TEXT PRIMARY KEY, processId TEXT NOT NULL REFERENCES processes (id), version INTEGER NOT NULL,
    versionTag TEXT, name TEXT NOT NULL, note TEXT, publishedBy TEXT, publishedAt TEXT NOT NULL, contentHash TEXT NOT NULL,
    executableHash TEXT NOT NULL, isLayoutOnly INTEGER NOT NULL, labels TEXT NOT NULL, lang TEXT, startForm TEXT,
    candidateStarters TEXT NOT NULL, bpmn TEXT NOT NULL, forms TEXT NOT NULL, decisions TEXT NOT NULL, tests TEXT NOT NULL,
    settings TEXT NOT NULL, program TEXT NOT NULL, UNIQUE (processId, version)) STRICT`,
  `CREATE TRIGGER versionsAreImmutable BEFORE UPDATE ON versions BEGIN SELECT RAISE (ABORT, 'a version is immutable'); END`,
  `CREATE TRIGGER versionsAreKept BEFORE DELETE ON versions BEGIN SELECT RAISE (ABORT, 'a version is kept'); END`,
  `CREATE TABLE publicationRequests (id TEXT PRIMARY KEY, processId TEXT NOT NULL UNIQUE REFERENCES processes (id), requestedBy TEXT,
    requestedAt TEXT NOT NULL, note TEXT, versionTag TEXT, draftEtag TEXT NOT NULL) STRICT`,
];

import type { BlackoutTables } from './blackout/tables.ts';
import type { IterationTables } from './iterations/tables.ts';
import type { RolloutTables } from './rollouts/tables.ts';

/** Times are ISO 8601 texts, lists and documents JSON texts, claims 0 or 1: STRICT tables know nothing else. */
export interface ReleaseTables extends RolloutTables, IterationTables, BlackoutTables {
  processes: ProcessRow;
  drafts: DraftRow;
  versions: VersionRow;
  publications: PublicationRow;
  proposals: ProposalRow;
  proposedVersions: ProposedVersionRow;
  reviewVotes: ReviewVoteRow;
  reviewComments: ReviewCommentRow;
  publicationRequests: PublicationRequestRow;
  /** The engine's own, as far as versions are counted by them. */
  /** Running cases, kept by the store. */
  stageCounts: { processId: string; version: number; count: number };
  incidents: RolloutTables['incidents'] & { processId: string; state: string };
}

export interface ProcessRow {
  id: string;
  name: string;
  owner: string | null;
  isArchived: number;
  liveVersion: number | null;
  createdAt: string;
  updatedAt: string;
  /** How many admins approve a version before it is published; null where no review is asked for. */
  reviewApprovals: number | null;
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
  /** Who proposed or deployed it. */
  createdBy: string | null;
  createdAt: string;
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
/** When a version went live first. */
export interface PublicationRow {
  versionId: string;
  processId: string;
  version: number;
  at: string;
  by: string | null;
  overrideReason: string | null;
}
/** A proposal and where it stands. */
export interface ProposalRow {
  id: string;
  processId: string;
  version: number;
  state: 'inReview' | 'approved' | 'declined' | 'withdrawn' | 'published';
  proposedBy: string | null;
  proposedAt: string;
  /** Who saved last what was proposed. */
  savedBy: string | null;
  basedOn: number | null;
  against: number | null;
  approvalsWanted: number;
  isRiskWanted: number;
  /** Only the layout differs: no review is asked for, whatever the process says. */
  isExempt: number;
  closedBy: string | null;
  closedAt: string | null;
  reason: string | null;
  replacedBy: number | null;
  /** When it is published by itself. */
  publishAt: string | null;
  scheduledBy: string | null;
  /** JSON (`TimedOverride`): why that time lies in a blackout. */
  blackoutOverride: string | null;
  /** Until when a blackout keeps it from being published at its time, as it was put on record. */
  heldUntil: string | null;
}
/** A proposal has one version, and one more for each other executable pool of its document. */
export interface ProposedVersionRow {
  versionId: string;
  proposalId: string;
  processId: string;
  version: number;
  /** The name of the process then. */
  nameBefore: string;
}
export interface ReviewVoteRow {
  id: string;
  proposalId: string;
  by: string;
  /** JSON. */
  roles: string;
  outcome: 'approve' | 'decline';
  comment: string | null;
  at: string;
}
export interface ReviewCommentRow {
  id: string;
  /** Their order. */
  position: number;
  proposalId: string;
  inReplyTo: string | null;
  elementId: string | null;
  by: string;
  at: string;
  text: string;
  resolvedBy: string | null;
  resolvedAt: string | null;
}
/** What was asked for before there were proposals: made one at the next start, and gone. */
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

/** The fifth migration: what a version is now stands apart from what it holds. */
export const reviewsSchema: readonly string[] = [
  'ALTER TABLE versions RENAME COLUMN publishedBy TO createdBy',
  'ALTER TABLE versions RENAME COLUMN publishedAt TO createdAt',
  'ALTER TABLE processes ADD COLUMN reviewApprovals INTEGER',
  `CREATE TABLE publications (versionId TEXT PRIMARY KEY REFERENCES versions (id), processId TEXT NOT NULL, version INTEGER NOT NULL,
    at TEXT NOT NULL, by TEXT, overrideReason TEXT) STRICT`,
  `INSERT INTO publications (versionId, processId, version, at, by)
    SELECT id, processId, version, createdAt, createdBy FROM versions`,
  'CREATE INDEX publicationsOfProcess ON publications (processId, version)',
  `CREATE TABLE proposals (id TEXT PRIMARY KEY, processId TEXT NOT NULL REFERENCES processes (id), version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('inReview', 'approved', 'declined', 'withdrawn', 'published')), proposedBy TEXT,
    proposedAt TEXT NOT NULL, savedBy TEXT, basedOn INTEGER, against INTEGER, approvalsWanted INTEGER NOT NULL,
    isRiskWanted INTEGER NOT NULL, isExempt INTEGER NOT NULL, closedBy TEXT, closedAt TEXT, reason TEXT, replacedBy INTEGER) STRICT`,
  "CREATE INDEX openProposals ON proposals (proposedAt) WHERE state IN ('inReview', 'approved')",
  `CREATE TABLE proposedVersions (versionId TEXT PRIMARY KEY REFERENCES versions (id), proposalId TEXT NOT NULL REFERENCES proposals (id),
    processId TEXT NOT NULL, version INTEGER NOT NULL, nameBefore TEXT NOT NULL) STRICT`,
  'CREATE INDEX proposedVersionsOfProcess ON proposedVersions (processId, version)',
  'CREATE INDEX versionsOfProposal ON proposedVersions (proposalId)',
  `CREATE TABLE reviewVotes (id TEXT PRIMARY KEY, proposalId TEXT NOT NULL REFERENCES proposals (id), by TEXT NOT NULL,
    roles TEXT NOT NULL, outcome TEXT NOT NULL, comment TEXT, at TEXT NOT NULL, UNIQUE (proposalId, by)) STRICT`,
  `CREATE TABLE reviewComments (id TEXT PRIMARY KEY, position INTEGER NOT NULL, proposalId TEXT NOT NULL REFERENCES proposals (id),
    inReplyTo TEXT, elementId TEXT, by TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, resolvedBy TEXT, resolvedAt TEXT) STRICT`,
  'CREATE INDEX commentsOfProposal ON reviewComments (proposalId, position)',
];

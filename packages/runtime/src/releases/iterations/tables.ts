import type { BoardColumn, EvidenceStage, FigureId, IterationState, VerdictOutcome } from '@fortnight/shared/contract';

export interface IterationRow {
  id: string;
  processId: string;
  number: number;
  state: IterationState;
  ownerId: string | null;
  hypothesis: string;
  /** JSON: `IterationSettings`. */
  settings: string;
  /** JSON: `TargetRow[]`. */
  targets: string;
  /** Dates, in its zone. */
  startsOn: string;
  endsOn: string;
  verdictDueOn: string;
  timeZone: string;
  /** Instants; `endsAt` is where the next fortnight begins. */
  startsAt: string;
  endsAt: string;
  createdAt: string;
  createdBy: string | null;
  closedAt: string | null;
  closedBy: string | null;
  outcome: VerdictOutcome | null;
  reason: string | null;
  askAgainOn: string | null;
}

export interface IterationSettings {
  readonly sampleCases: number;
  readonly maturityDays: number;
  readonly targetDays: number;
  readonly benchmark: string | null;
  readonly plannedVersions: readonly number[];
}

export interface TargetRow {
  readonly figure: FigureId;
  readonly elementId: string | null;
  readonly target: number;
  /** Typed; null where it is measured. */
  readonly baseline: number | null;
}

export interface IterationCardRow {
  id: string;
  iterationId: string;
  column: BoardColumn;
  /** Their order in a column. */
  position: number;
  kind: 'suggestion' | 'change' | 'risk' | 'followUp' | 'note';
  text: string;
  who: string | null;
  elementId: string | null;
  dueOn: string | null;
  severity: 'low' | 'medium' | 'high' | null;
  version: number | null;
  isDone: number;
  suggestionId: string | null;
  createdBy: string | null;
  createdAt: string;
}

export interface IterationDecisionRow {
  id: string;
  iterationId: string;
  at: string;
  by: string | null;
  text: string;
}

/** What was said of a kept change when it came back. */
export interface ComeBackRow {
  id: string;
  iterationId: string;
  stage: EvidenceStage;
  outcome: VerdictOutcome;
  reason: string;
  by: string | null;
  at: string;
}

export interface SuggestionRow {
  id: string;
  processId: string;
  text: string;
  elementId: string | null;
  taskId: string | null;
  by: string | null;
  at: string;
  state: 'open' | 'takenUp' | 'declined';
  iterationId: string | null;
  version: number | null;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
}

/** What a figure of a process was, as somebody typed or imported it. */
export interface GivenBaselineRow {
  id: string;
  processId: string;
  figure: FigureId;
  /** Empty: of whole cases. */
  elementId: string;
  value: number;
  cases: number | null;
  /** Dates. */
  from: string;
  to: string;
  source: string;
  origin: 'typed' | 'imported';
  by: string | null;
  at: string;
}

export interface IterationTables {
  /** One row: where the fortnights begin. */
  iterationRhythm: { id: number; anchor: string };
  iterations: IterationRow;
  iterationCards: IterationCardRow;
  iterationDecisions: IterationDecisionRow;
  comeBacks: ComeBackRow;
  suggestions: SuggestionRow;
  givenBaselines: GivenBaselineRow;
  /** Who said that they have read what a version changed. */
  versionReads: { versionId: string; userId: string; at: string };
  /** The engine's own, as far as figures are read from them; texts are JSON. */
  caseDays: {
    processId: string;
    version: number;
    day: number;
    started: number;
    ended: number;
    sentBack: number;
    late: number;
    incident: number;
    review: number;
    byPeople: number;
    automatic: number;
    durations: string;
    running: string;
  };
  stepDays: {
    processId: string;
    version: number;
    elementId: string;
    day: number;
    opened: number;
    completed: number;
    sentBack: number;
    votes: number;
    openMs: number;
    durations: string;
    running: string;
  };
}

/** For the store's migrations: one statement an entry. */
export const iterationsSchema: readonly string[] = [
  'CREATE TABLE iterationRhythm (id INTEGER PRIMARY KEY CHECK (id = 1), anchor TEXT NOT NULL) STRICT',
  `CREATE TABLE iterations (id TEXT PRIMARY KEY, processId TEXT NOT NULL REFERENCES processes (id), number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'closed')), ownerId TEXT, hypothesis TEXT NOT NULL, settings TEXT NOT NULL,
    targets TEXT NOT NULL, startsOn TEXT NOT NULL, endsOn TEXT NOT NULL, verdictDueOn TEXT NOT NULL, timeZone TEXT NOT NULL,
    startsAt TEXT NOT NULL, endsAt TEXT NOT NULL, createdAt TEXT NOT NULL, createdBy TEXT, closedAt TEXT, closedBy TEXT, outcome TEXT,
    reason TEXT, askAgainOn TEXT, UNIQUE (processId, number)) STRICT`,
  "CREATE UNIQUE INDEX iterationsRunning ON iterations (processId) WHERE state = 'running'",
  "CREATE UNIQUE INDEX iterationsPlanned ON iterations (processId) WHERE state = 'planned'",
  'CREATE INDEX iterationsByStart ON iterations (startsOn, id)',
  `CREATE TABLE suggestions (id TEXT PRIMARY KEY, processId TEXT NOT NULL REFERENCES processes (id), text TEXT NOT NULL, elementId TEXT,
    taskId TEXT, "by" TEXT, at TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'takenUp', 'declined')),
    iterationId TEXT REFERENCES iterations (id), version INTEGER, reason TEXT, decidedBy TEXT, decidedAt TEXT) STRICT`,
  'CREATE INDEX suggestionsOfProcess ON suggestions (processId, state, at, id)',
  'CREATE INDEX suggestionsOfIteration ON suggestions (iterationId) WHERE iterationId IS NOT NULL',
  `CREATE TABLE iterationCards (id TEXT PRIMARY KEY, iterationId TEXT NOT NULL REFERENCES iterations (id), "column" TEXT NOT NULL,
    position INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, who TEXT, elementId TEXT, dueOn TEXT, severity TEXT, version INTEGER,
    isDone INTEGER NOT NULL, suggestionId TEXT REFERENCES suggestions (id), createdBy TEXT, createdAt TEXT NOT NULL) STRICT`,
  'CREATE INDEX cardsOfIteration ON iterationCards (iterationId, "column", position)',
  `CREATE TABLE iterationDecisions (id TEXT PRIMARY KEY, iterationId TEXT NOT NULL REFERENCES iterations (id), at TEXT NOT NULL,
    "by" TEXT, text TEXT NOT NULL) STRICT`,
  'CREATE INDEX decisionsOfIteration ON iterationDecisions (iterationId, at)',
  `CREATE TABLE comeBacks (id TEXT PRIMARY KEY, iterationId TEXT NOT NULL REFERENCES iterations (id), stage TEXT NOT NULL,
    outcome TEXT NOT NULL, reason TEXT NOT NULL, "by" TEXT, at TEXT NOT NULL, UNIQUE (iterationId, stage)) STRICT`,
  `CREATE TABLE versionReads (versionId TEXT NOT NULL REFERENCES versions (id), userId TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (versionId, userId)) STRICT, WITHOUT ROWID`,
];

/** One more migration: baselines that were typed or imported. */
export const givenBaselinesSchema: readonly string[] = [
  `CREATE TABLE givenBaselines (id TEXT PRIMARY KEY, processId TEXT NOT NULL REFERENCES processes (id), figure TEXT NOT NULL,
    elementId TEXT NOT NULL, value REAL NOT NULL, cases INTEGER, "from" TEXT NOT NULL, "to" TEXT NOT NULL, source TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('typed', 'imported')), "by" TEXT, at TEXT NOT NULL, UNIQUE (processId, figure, elementId))
    STRICT`,
];

import type { GuardId, GuardSetting } from '@fortnight/shared/contract';

export interface RolloutRow {
  id: string;
  processId: string;
  version: number;
  control: number;
  state: 'running' | 'completed' | 'rolledBack' | 'replaced';
  isPaused: number;
  /** Per cent. */
  share: number;
  rule: string | null;
  /** JSON. */
  groups: string;
  /** JSON: shares that are still to come, the next first. */
  steps: string;
  /** JSON: `RolloutSettings`. */
  settings: string;
  startedAt: string;
  endedAt: string | null;
  /** When the guards were asked last; epoch ms. */
  checkedAt: number;
  /** The line on which cases are drawn for it: the id of the roll-out that was the first on it. Its cases have it. */
  lineId: string;
  /** The how-manieth on its line. */
  place: number;
  /** JSON: its stretches of the line (`Part`). */
  parts: string;
  /** With which chance each of its guards may raise a false alarm. */
  alarmAlpha: number;
}

/** Days are of 24 hours. */
export interface RolloutSettings {
  readonly guards: Readonly<Partial<Record<GuardId, GuardSetting>>>;
  readonly maturityDays: number;
  readonly targetDays: number;
  readonly minimumCases: number;
  /** What the process was called when it began. */
  readonly nameBefore?: string;
}

export interface RolloutEventRow {
  id: string;
  rolloutId: string;
  /** Their order. */
  position: number;
  at: string;
  by: string | null;
  kind: 'began' | 'share' | 'held' | 'noRoom' | 'paused' | 'resumed' | 'alarm' | 'completed' | 'rolledBack' | 'replaced';
  share: number | null;
  reason: string | null;
  /** JSON. */
  figure: string | null;
}

/** Which version was live before another, so that there is a way back. */
export interface LiveChangeRow {
  id: string;
  processId: string;
  /** Their order. */
  position: number;
  version: number;
  at: string;
  by: string | null;
  isBack: number;
  reason: string | null;
}

export interface RolloutTables {
  rollouts: RolloutRow;
  rolloutEvents: RolloutEventRow;
  liveChanges: LiveChangeRow;
  /** The engine's own, as far as roll-outs are judged by them; times are epoch ms. */
  instances: {
    id: string;
    rolloutId: string | null;
    drawnBy: string | null;
    ruleFailure: string | null;
    marks: number;
    version: number;
    state: string;
    outcome: string | null;
    startedAt: number;
    endedAt: number | null;
  };
  tasks: {
    id: string;
    instanceId: string;
    processId: string;
    version: number;
    elementId: string;
    kind: string;
    state: string;
    createdAt: number;
    completedAt: number | null;
    dueAt: number | null;
    outcome: string | null;
    candidateGroups: string;
  };
  incidents: { instanceId: string; raisedAt: number };
}

/** For the store's migrations: one statement an entry. */
export const rolloutsSchema: readonly string[] = [
  `CREATE TABLE rollouts (id TEXT PRIMARY KEY, processId TEXT NOT NULL REFERENCES processes (id), version INTEGER NOT NULL,
    control INTEGER NOT NULL, state TEXT NOT NULL, isPaused INTEGER NOT NULL, share REAL NOT NULL, rule TEXT, groups TEXT NOT NULL,
    steps TEXT NOT NULL, settings TEXT NOT NULL, startedAt TEXT NOT NULL, endedAt TEXT, checkedAt INTEGER NOT NULL) STRICT`,
  "CREATE UNIQUE INDEX rolloutsRunning ON rollouts (processId) WHERE state = 'running'",
  'CREATE INDEX rolloutsByProcess ON rollouts (processId, startedAt)',
  `CREATE TABLE rolloutEvents (id TEXT PRIMARY KEY, rolloutId TEXT NOT NULL REFERENCES rollouts (id), position INTEGER NOT NULL,
    at TEXT NOT NULL, "by" TEXT, kind TEXT NOT NULL, share REAL, reason TEXT, figure TEXT, UNIQUE (rolloutId, position)) STRICT`,
  `CREATE TABLE liveChanges (id TEXT PRIMARY KEY, processId TEXT NOT NULL REFERENCES processes (id), position INTEGER NOT NULL,
    version INTEGER NOT NULL, at TEXT NOT NULL, "by" TEXT, isBack INTEGER NOT NULL, reason TEXT, UNIQUE (processId, position)) STRICT`,
  `INSERT INTO liveChanges (id, processId, position, version, at, "by", isBack, reason)
    SELECT versionId, processId, version, version, at, "by", 0, NULL FROM publications`,
];

/** For the store's migrations: several versions beside the live one, on one line. What runs alone takes the first part of the alarms. */
export const severalRolloutsSchema: readonly string[] = [
  "ALTER TABLE rollouts ADD COLUMN lineId TEXT NOT NULL DEFAULT ''",
  'UPDATE rollouts SET lineId = id',
  'ALTER TABLE rollouts ADD COLUMN place INTEGER NOT NULL DEFAULT 1',
  "ALTER TABLE rollouts ADD COLUMN parts TEXT NOT NULL DEFAULT '[]'",
  "UPDATE rollouts SET parts = '[[0,' || share || ']]' WHERE share > 0",
  'ALTER TABLE rollouts ADD COLUMN alarmAlpha REAL NOT NULL DEFAULT 0.01',
  "UPDATE rollouts SET alarmAlpha = 0.005 WHERE state = 'running'",
  'DROP INDEX rolloutsRunning',
  "CREATE UNIQUE INDEX rolloutsRunning ON rollouts (processId, version) WHERE state = 'running'",
  'CREATE UNIQUE INDEX rolloutsOfLine ON rollouts (lineId, place)',
];

export interface BlackoutPeriodRow {
  id: string;
  name: string;
  /** Dates, both included, in the zone of the working calendar. */
  startsOn: string;
  endsOn: string;
  isYearly: number;
  /** JSON; null: every process. */
  processIds: string | null;
}

/** Why something went live during a blackout all the same. */
export interface BlackoutOverrideRow {
  id: string;
  versionId: string;
  processId: string;
  version: number;
  at: string;
  by: string | null;
  /** What the period was called then. */
  period: string;
  reason: string;
}

export interface BlackoutTables {
  blackoutPeriods: BlackoutPeriodRow;
  blackoutSettings: { id: number; areHolidaysClosed: number };
  blackoutOverrides: BlackoutOverrideRow;
}

/** For the store's migrations: one statement an entry. */
export const blackoutSchema: readonly string[] = [
  `CREATE TABLE blackoutPeriods (id TEXT PRIMARY KEY, name TEXT NOT NULL, startsOn TEXT NOT NULL, endsOn TEXT NOT NULL,
    isYearly INTEGER NOT NULL, processIds TEXT) STRICT`,
  'CREATE TABLE blackoutSettings (id INTEGER PRIMARY KEY CHECK (id = 1), areHolidaysClosed INTEGER NOT NULL) STRICT',
  `CREATE TABLE blackoutOverrides (id TEXT PRIMARY KEY, versionId TEXT NOT NULL REFERENCES versions (id), processId TEXT NOT NULL,
    version INTEGER NOT NULL, at TEXT NOT NULL, "by" TEXT, period TEXT NOT NULL, reason TEXT NOT NULL) STRICT`,
  'CREATE INDEX blackoutOverridesOfVersion ON blackoutOverrides (versionId, at)',
  'ALTER TABLE proposals ADD COLUMN blackoutOverride TEXT',
  'ALTER TABLE proposals ADD COLUMN heldUntil TEXT',
];

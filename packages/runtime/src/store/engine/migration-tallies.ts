/** Statements of a migration: what became of moved cases by where they stood. Those that were moved before tell none. */
export const migrationTallies: readonly string[] = [
  `ALTER TABLE caseMigrations ADD COLUMN tally TEXT NOT NULL DEFAULT '{"stages":{},"arrived":{}}'`,
  'ALTER TABLE migrationCases ADD COLUMN stageId TEXT',
];

/** Statements of a migration: in which roll-out the version of a case was drawn, and by what. */
export const drawnCases: readonly string[] = [
  'ALTER TABLE instances ADD COLUMN rolloutId TEXT',
  'ALTER TABLE instances ADD COLUMN drawnBy TEXT',
  'CREATE INDEX instancesDrawn ON instances (rolloutId, drawnBy, version, startedAt) WHERE rolloutId IS NOT NULL',
];

/** Statements of a migration: why the rule of a roll-out could not be told of a case. */
export const ruleFailures: readonly string[] = [
  'ALTER TABLE instances ADD COLUMN ruleFailure TEXT',
  'CREATE INDEX instancesRuleFailed ON instances (rolloutId, startedAt) WHERE ruleFailure IS NOT NULL',
];

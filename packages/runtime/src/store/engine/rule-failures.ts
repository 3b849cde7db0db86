/** Statements of a migration: why the rule of a roll-out could not be told of a case. */
export const ruleFailures: readonly string[] = [
  'ALTER TABLE instances ADD COLUMN ruleFailure TEXT',
  'CREATE INDEX instancesRuleFailed ON instances (rolloutId, startedAt) WHERE ruleFailure IS NOT NULL',
];

/** Statements of a migration: of several roll-outs at once each has its own reason, by its id. */
export const ruleFailuresByRollout: readonly string[] = [
  'UPDATE instances SET ruleFailure = json_object(rolloutId, ruleFailure) WHERE ruleFailure IS NOT NULL AND rolloutId IS NOT NULL',
];

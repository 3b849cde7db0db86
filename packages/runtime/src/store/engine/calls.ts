/** Statements of a migration: who called a case, and what waits in the outbox with a suspended one. */
export const callsSchema: readonly string[] = [
  'ALTER TABLE instances ADD COLUMN parentInstanceId TEXT',
  'ALTER TABLE instances ADD COLUMN parentElementId TEXT',
  'ALTER TABLE instances ADD COLUMN callId TEXT',
  'ALTER TABLE instances ADD COLUMN rootInstanceId TEXT',
  'ALTER TABLE instances ADD COLUMN callDepth INTEGER NOT NULL DEFAULT 0',
  'CREATE INDEX instancesByCall ON instances (parentInstanceId, callId) WHERE parentInstanceId IS NOT NULL',
  'ALTER TABLE outbox ADD COLUMN target TEXT',
  'ALTER TABLE outbox ADD COLUMN isHeld INTEGER NOT NULL DEFAULT 0',
  'DROP INDEX outboxByTime',
  'CREATE INDEX outboxByTime ON outbox (isHeld, nextAt)',
  'CREATE INDEX outboxByTarget ON outbox (target) WHERE target IS NOT NULL',
  'CREATE INDEX outboxByInstance ON outbox (instanceId)',
];

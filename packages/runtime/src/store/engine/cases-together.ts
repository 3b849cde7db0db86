import { engineSchema } from './engine-tables.ts';

/** Makes a table anew with its rows in the order of their ids; they stay, with `more` columns of these values. */
function inOrderOfIds(table: string, more: { readonly column: string; readonly value: string } | undefined): readonly string[] {
  const creation = engineSchema.find((statement) => statement.startsWith(`CREATE TABLE ${table} (`)) ?? '';
  return [
    creation
      .replace(`TABLE ${table}`, `TABLE ${table}InOrder`)
      .replace(/\) STRICT$/, `${more ? `, ${more.column}` : ''}) STRICT, WITHOUT ROWID`),
    `INSERT INTO ${table}InOrder SELECT *${more ? `, ${more.value}` : ''} FROM ${table} ORDER BY id`,
    `DROP TABLE ${table}`,
    `ALTER TABLE ${table}InOrder RENAME TO ${table}`,
  ];
}

/**
 * The rows of a case stand together, in the order of ids that begin with the case's: a step changes few pages, and no
 * index finds them by case.
 */
export const casesTogether: readonly string[] = [
  ...inOrderOfIds('tasks', {
    column: 'isForAnybody INTEGER NOT NULL DEFAULT 0',
    value: "EXISTS (SELECT 1 FROM taskCandidates WHERE taskId = tasks.id AND subject = 'any')",
  }),
  // An open task stands in one of two in order of due time: of those that somebody holds, or of those to be taken.
  "CREATE INDEX tasksFree ON tasks (coalesce(dueAt, 9007199254740991), id) WHERE state = 'open' AND assignee IS NULL",
  "CREATE INDEX tasksHeld ON tasks (coalesce(dueAt, 9007199254740991), id) WHERE state = 'open' AND assignee IS NOT NULL",
  `CREATE INDEX tasksByAssignee ON tasks (assignee, coalesce(dueAt, 9007199254740991), id)
    WHERE state = 'open' AND assignee IS NOT NULL`,
  'CREATE INDEX tasksByCreation ON tasks (createdAt, id)',
  // With the time of completion, so that what is over is put at an end.
  'CREATE INDEX tasksByElement ON tasks (elementId, state, processId, completedAt)',
  ...inOrderOfIds('jobs', undefined),
  'CREATE INDEX jobsByType ON jobs (type, isHeld, availableAt)',
  'DROP INDEX incidentsByInstance',
  'DROP INDEX timersByInstance',
  'DROP INDEX subscriptionsByInstance',
  'DROP INDEX stageVisitsByInstance',
  'DROP INDEX taskCandidatesByInstance',
  // Whoever has part in the case: `isForAnybody` says so now.
  "DELETE FROM taskCandidates WHERE subject = 'any'",
];

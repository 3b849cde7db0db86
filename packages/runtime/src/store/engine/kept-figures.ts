/**
 * Statements of a migration: cases and runs of steps counted by the day on which they began, so that a year is some hundred rows
 * and not its cases.
 *
 * The classes of durations are those of `bucketOf` in `shared/statistics`; days and hours are UTC's. What is stored when the
 * tables come is counted once here. Two things it can't know any more: which steps ran by themselves, and an outcome that sends
 * back under another id than `send-back`.
 */
const bucket = (ms: string): string => `CASE WHEN ${ms} < 7200000 THEN max(0, ${ms}) / 60000
    WHEN ${ms} < 86400000 THEN 120 + (${ms} - 7200000) / 600000
    WHEN ${ms} < 604800000 THEN 252 + (${ms} - 86400000) / 3600000
    WHEN ${ms} < 2592000000 THEN 396 + (${ms} - 604800000) / 21600000
    WHEN ${ms} < 31536000000 THEN 488 + (${ms} - 2592000000) / 86400000
    ELSE min(999, 823 + (${ms} - 31536000000) / 2592000000) END`;
const ofCase = (id: string): string => `${id} > instances.id || '~' AND ${id} < instances.id || char(127)`;
const dayOf = (at: string): string => `(${at} / 86400000)`;
const hourOf = (at: string): string => `((${at} / 3600000) % 24)`;

const cases = `SELECT processId || '~' || version || '~' || ${dayOf('startedAt')} AS id, ${hourOf('startedAt')} AS hour,
    ${bucket('(endedAt - startedAt)')} AS bucket, endedAt, outcome, state, marks FROM instances`;
const steps = `SELECT processId || '~' || version || '~' || elementId || '~' || ${dayOf('createdAt')} AS id,
    ${hourOf('createdAt')} AS hour, ${bucket('(completedAt - createdAt)')} AS bucket, state FROM tasks`;

export const keptFigures: readonly string[] = [
  'ALTER TABLE instances ADD COLUMN marks INTEGER NOT NULL DEFAULT 0',
  `UPDATE instances SET marks =
      (EXISTS (SELECT 1 FROM tasks t WHERE ${ofCase('t.id')} AND t.outcome = 'send-back' AND t.state = 'completed'))
    + 2 * (EXISTS (SELECT 1 FROM tasks t WHERE ${ofCase('t.id')} AND t.state = 'completed' AND t.completedAt > t.dueAt))
    + 4 * (EXISTS (SELECT 1 FROM incidents f WHERE ${ofCase('f.id')}))
    + 8 * (EXISTS (SELECT 1 FROM tasks t WHERE ${ofCase('t.id')} AND t.kind = 'review'))`,
  `CREATE TABLE caseDays (id TEXT PRIMARY KEY, processId TEXT NOT NULL, version INTEGER NOT NULL, day INTEGER NOT NULL,
    started INTEGER NOT NULL, ended INTEGER NOT NULL, sentBack INTEGER NOT NULL, late INTEGER NOT NULL, incident INTEGER NOT NULL,
    review INTEGER NOT NULL, byPeople INTEGER NOT NULL, automatic INTEGER NOT NULL, durations TEXT NOT NULL, running TEXT NOT NULL)
    STRICT, WITHOUT ROWID`,
  `INSERT INTO caseDays SELECT processId || '~' || version || '~' || ${dayOf('startedAt')}, processId, version, ${dayOf('startedAt')},
      count(*), count(endedAt), sum(endedAt IS NOT NULL AND marks & 1 > 0), sum(endedAt IS NOT NULL AND marks & 2 > 0),
      sum(endedAt IS NOT NULL AND marks & 4 > 0), sum(endedAt IS NOT NULL AND marks & 8 > 0), 0, 0, '{}', '{}'
    FROM instances GROUP BY processId, version, ${dayOf('startedAt')}`,
  `UPDATE caseDays SET durations = counted.durations FROM (
      SELECT id, json_group_object(bucket, json_array(ended, won, lost, finished)) AS durations FROM (
        SELECT id, bucket, count(*) AS ended, sum(outcome IS 'won') AS won, sum(outcome IS 'lost') AS lost,
          sum(state = 'completed' OR outcome IS NOT NULL) AS finished FROM (${cases}) WHERE endedAt IS NOT NULL GROUP BY id, bucket)
      GROUP BY id) AS counted WHERE counted.id = caseDays.id`,
  `UPDATE caseDays SET running = counted.running FROM (
      SELECT id, json_group_object(hour, count) AS running FROM (
        SELECT id, hour, count(*) AS count FROM (${cases}) WHERE endedAt IS NULL GROUP BY id, hour) GROUP BY id) AS counted
    WHERE counted.id = caseDays.id`,
  'CREATE INDEX caseDaysOfProcess ON caseDays (processId, day, version)',
  `CREATE TABLE stepDays (id TEXT PRIMARY KEY, processId TEXT NOT NULL, version INTEGER NOT NULL, elementId TEXT NOT NULL,
    day INTEGER NOT NULL, opened INTEGER NOT NULL, completed INTEGER NOT NULL, sentBack INTEGER NOT NULL, votes INTEGER NOT NULL,
    openMs INTEGER NOT NULL, durations TEXT NOT NULL, running TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `INSERT INTO stepDays SELECT processId || '~' || version || '~' || elementId || '~' || ${dayOf('createdAt')}, processId, version,
      elementId, ${dayOf('createdAt')}, count(*), sum(state = 'completed'), sum(state = 'completed' AND outcome IS 'send-back'),
      sum(state = 'completed' AND kind = 'approval'), sum(CASE WHEN state = 'open' THEN 0 ELSE coalesce(completedAt - createdAt, 0) END),
      '{}', '{}'
    FROM tasks GROUP BY processId, version, elementId, ${dayOf('createdAt')}`,
  `UPDATE stepDays SET durations = counted.durations FROM (
      SELECT id, json_group_object(bucket, json_array(completed, cancelled)) AS durations FROM (
        SELECT id, bucket, sum(state = 'completed') AS completed, sum(state = 'cancelled') AS cancelled FROM (${steps})
          WHERE state <> 'open' AND bucket IS NOT NULL GROUP BY id, bucket) GROUP BY id) AS counted
    WHERE counted.id = stepDays.id`,
  `UPDATE stepDays SET running = counted.running FROM (
      SELECT id, json_group_object(hour, count) AS running FROM (
        SELECT id, hour, count(*) AS count FROM (${steps}) WHERE state = 'open' GROUP BY id, hour) GROUP BY id) AS counted
    WHERE counted.id = stepDays.id`,
  'CREATE INDEX stepDaysOfElement ON stepDays (processId, elementId, day, version)',
];

/**
 * What is counted while it changes, so that a funnel costs the same with a hundred and with a million cases.
 *
 * Triggers keep the counts in the transaction of the change; the engine writes only columns that differ, so most steps fire none.
 * Sums are kept as whole units and millionths: whole numbers in doubles, which add and take away without a rest.
 */
const running = (row: string): string => `${row}.state IN ('active', 'suspended')`;
const counted = 'processId, version, stageId, currency';
const group = (row: string): string =>
  `${row}.processId, ${row}.version, ifnull(${row}.stageId, ''), ifnull(${row}.currency, '')`;
const wholes = (row: string): string => `trunc(ifnull(${row}.amount, 0.0))`;
const millionths = (row: string): string => `round((ifnull(${row}.amount, 0.0) - ${wholes(row)}) * 1e6)`;
const valued = (row: string): string => `(${row}.amount IS NOT NULL)`;

const add = (row: string): string => `INSERT INTO stageCounts (${counted}, count, valuedCount, wholes, millionths)
      SELECT ${group(row)}, 1, ${valued(row)}, ${wholes(row)}, ${millionths(row)} WHERE ${running(row)}
      ON CONFLICT DO UPDATE SET count = count + 1, valuedCount = valuedCount + excluded.valuedCount,
        wholes = wholes + excluded.wholes, millionths = millionths + excluded.millionths;`;
const takeAway = (row: string): string => `UPDATE stageCounts SET count = count - 1, valuedCount = valuedCount - ${valued(row)},
        wholes = wholes - ${wholes(row)}, millionths = millionths - ${millionths(row)}
      WHERE (${counted}) = (${group(row)}) AND ${running(row)};
    DELETE FROM stageCounts WHERE (${counted}) = (${group(row)}) AND count = 0;`;

/** Running cases by stage and currency; empty texts stand for none, for a key holds no nulls. */
export const keptCounts: readonly string[] = [
  `CREATE TABLE stageCounts (processId TEXT NOT NULL, version INTEGER NOT NULL, stageId TEXT NOT NULL, currency TEXT NOT NULL,
    count INTEGER NOT NULL, valuedCount INTEGER NOT NULL, wholes REAL NOT NULL, millionths REAL NOT NULL,
    PRIMARY KEY (processId, version, stageId, currency)) STRICT, WITHOUT ROWID`,
  `INSERT INTO stageCounts SELECT ${group('instances')}, count(*), sum(${valued('instances')}), sum(${wholes('instances')}),
    sum(${millionths('instances')}) FROM instances WHERE ${running('instances')} GROUP BY 1, 2, 3, 4`,
  `CREATE TRIGGER stageCountsOnStart AFTER INSERT ON instances BEGIN
    ${add('NEW')} END`,
  `CREATE TRIGGER stageCountsOnChange AFTER UPDATE OF processId, version, state, stageId, currency, amount ON instances BEGIN
    ${takeAway('OLD')}
    ${add('NEW')} END`,
  `CREATE TRIGGER stageCountsOnRemoval AFTER DELETE ON instances BEGIN
    ${takeAway('OLD')} END`,
  'DROP INDEX instancesRunning',
  "CREATE INDEX instancesRunning ON instances (processId, stageId, stageTargetAt, version) WHERE state IN ('active', 'suspended')",
];

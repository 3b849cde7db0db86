/** Whose cases and tasks a reader sees, and what words find, as conditions in SQL. */
import type { Sight } from '../../engine/index.ts';

/** How rows are asked for. */
export type Rows = (sql: string, values: readonly unknown[]) => Record<string, never>[];
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ') || 'NULL';
export const subjectsOf = (userIds: readonly string[], groups: readonly string[]): string[] => [
  ...userIds.map((id) => `u:${id}`),
  ...groups.map((id) => `g:${id}`),
];

/** Up to so many rows of somebody's are looked up one by one; more are met soon enough on the way through an ordered index. */
export const fewRows = 2_000;

/** A condition; few rows are found by it when `isFew`. */
interface Found {
  readonly text: string;
  readonly isFew: boolean;
}
interface Bound extends Found {
  readonly values: readonly unknown[];
}

type Table = 'participants' | 'taskCandidates';
type Key = 'instanceId' | 'taskId';
/** A case's candidates are found by their tasks' ids, which begin with the case's. */
const isOf = (table: Table, key: Key, of: string): string =>
  table === 'taskCandidates' && key === 'instanceId'
    ? `taskCandidates.taskId > ${of} || '~' AND taskCandidates.taskId < ${of} || char(127)`
    : `${table}.${key} = ${of}`;

/**
 * Whether a row is among somebody's: by a list where they have few, else row by row.
 *
 * Either way alone is slow for somebody: a list of a hundred thousand is built for a page of fifty, or a hundred
 * thousand rows are asked in vain.
 */
function among(all: Rows, table: Table, key: Key, of: string, subjects: readonly string[]): Found {
  const inSubjects = `subject IN (${marks(subjects)})`;
  const [found] = all(`SELECT count(*) AS count FROM (SELECT 1 FROM ${table} WHERE ${inSubjects} LIMIT ${fewRows})`, subjects);
  const isFew = Number(found?.count) < fewRows;
  return {
    text: isFew
      ? `${of} IN (SELECT ${key} FROM ${table} WHERE ${inSubjects})`
      : `EXISTS (SELECT 1 FROM ${table} WHERE ${isOf(table, key, of)} AND ${inSubjects})`,
    isFew,
  };
}

/** A condition that lets through the cases that a reader has part in, may claim a task of, or owns the process of. */
export function seen(all: Rows, sight: Sight, instanceId: string, processId: string): Bound {
  const subjects = subjectsOf(sight.userIds, sight.groups);
  const part = among(all, 'participants', 'instanceId', instanceId, subjects);
  const claims = among(all, 'taskCandidates', 'instanceId', instanceId, subjects);
  const isFew = part.isFew && claims.isFew;
  if (sight.ownerId === null) return { text: `(${part.text} OR ${claims.text})`, values: [...subjects, ...subjects], isFew };
  // Whoever owns a process sees all of it; only who owns none that was ever published has few cases for sure.
  const owned = all('SELECT 1 AS found FROM processes WHERE owner = ? AND liveVersion IS NOT NULL LIMIT 1', [sight.ownerId]);
  return {
    text: `(${part.text} OR ${claims.text} OR +${processId} IN (SELECT id FROM processes WHERE owner = ?))`,
    values: [...subjects, ...subjects, sight.ownerId],
    isFew: isFew && owned.length === 0,
  };
}

/** A condition that lets through the tasks that a reader may take. */
export function openTo(all: Rows, userIds: readonly string[], groups: readonly string[]): Bound {
  const subjects = subjectsOf(userIds, groups);
  const own = among(all, 'taskCandidates', 'taskId', 'tasks.id', subjects);
  const part = among(all, 'participants', 'instanceId', 'tasks.instanceId', subjects);
  const values = [...subjects, ...subjects];
  if (own.isFew && part.isFew)
    return {
      text: `tasks.id IN (SELECT taskId FROM taskCandidates WHERE subject IN (${marks(subjects)})
        UNION ALL SELECT own.id FROM participants
          CROSS JOIN instances ON instances.id = participants.instanceId AND instances.openTaskCount > 0
          CROSS JOIN tasks AS own ON own.id > instances.id || '~' AND own.id < instances.id || char(127)
          WHERE participants.subject IN (${marks(subjects)}) AND own.state = 'open' AND own.isForAnybody = 1)`,
      values,
      isFew: true,
    };
  return {
    text: `(${own.text} OR (tasks.isForAnybody = 1 AND ${part.text}))`,
    values,
    isFew: false,
  };
}

/** Whether a case's texts hold a part of a word: in the same two ways, the few found in an index of the texts alone. */
export function named(all: Rows, instanceId: string, word: string): Found {
  const [found] = all(`SELECT count(*) AS count FROM (SELECT 1 FROM instances WHERE instr(search, ?) > 0 LIMIT ${fewRows})`, [
    word,
  ]);
  const isFew = Number(found?.count) < fewRows;
  return {
    text: isFew
      ? `${instanceId} IN (SELECT id FROM instances WHERE instr(search, ?) > 0)`
      : `EXISTS (SELECT 1 FROM instances AS named WHERE named.id = ${instanceId} AND instr(named.search, ?) > 0)`,
    isFew,
  };
}

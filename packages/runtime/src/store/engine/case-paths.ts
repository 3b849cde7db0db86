/** How a list of cases is walked. */
import type { InstanceFilter } from '../../engine/index.ts';
import { type Part, type Path, shortestPath } from './paths.ts';
import { marks, type Rows } from './whose.ts';

/** Statements of a migration: an index for each filter that may leave a few of very many cases. */
export const casePathsSchema: readonly string[] = [
  "ALTER TABLE instances ADD COLUMN places TEXT NOT NULL DEFAULT ''",
  `UPDATE instances SET places = coalesce((SELECT group_concat(elementId, char(10)) FROM
    (SELECT DISTINCT value ->> '$.elementId' AS elementId FROM json_each(tokens) ORDER BY 1)), '')`,
  "CREATE INDEX instancesByPlaces ON instances (places) WHERE places <> ''",
  'CREATE INDEX instancesByState ON instances (state, processId)',
  'CREATE INDEX instancesByOutcome ON instances (outcome, processId) WHERE outcome IS NOT NULL',
  'CREATE INDEX instancesByStage ON instances (stageId, processId) WHERE stageId IS NOT NULL',
  'CREATE INDEX instancesWithIncidents ON instances (processId) WHERE openIncidentCount > 0',
];

/** Statements of a later migration: whose cases they are. */
export const casePeopleSchema: readonly string[] = [
  'CREATE INDEX instancesByOwner ON instances (owner, processId) WHERE owner IS NOT NULL',
  'CREATE INDEX instancesByStarter ON instances (starter, processId) WHERE starter IS NOT NULL',
];

/** More combinations of places than this are not looked through. */
const mostPlaces = 500;

/** The distinct places in which cases (of a process) stand that hold any of these elements; undefined when there are too many to say. */
function placesWith(all: Rows, elementIds: readonly string[], processId: string | undefined): string[] | undefined {
  const [own, values] = processId === undefined ? ['', []] : [' AND processId = ?', [processId, processId]];
  const found = all(
    `WITH RECURSIVE seen (places) AS (SELECT min(places) FROM instances WHERE places <> ''${own}
        UNION ALL SELECT (SELECT min(places) FROM instances WHERE places > seen.places AND places <> ''${own}) FROM seen WHERE seen.places IS NOT NULL)
      SELECT places FROM seen WHERE places IS NOT NULL LIMIT ${mostPlaces + 1}`,
    values,
  ).map(({ places }) => String(places));
  const isAmong = (places: string): boolean => places.split('\n').some((id) => elementIds.includes(id));
  return found.length > mostPlaces ? undefined : found.filter(isAmong);
}

/** The cases (of a process) that stand at any of these elements. */
export function standingAt(all: Rows, elementIds: readonly string[], processId: string | undefined): Part {
  const places = placesWith(all, elementIds, processId);
  if (places) return { text: `~places <> '' AND ~places IN (${marks(places)})`, values: places };
  const isAt = 'instr(char(10) || places || char(10), char(10) || ? || char(10)) > 0';
  return { text: `(${elementIds.map(() => isAt).join(' OR ') || '0'})`, values: elementIds };
}

/** The filter's parts that an index holds. */
function indexed(all: Rows, filter: InstanceFilter): Part[] {
  const parts: Part[] = [];
  const process = filter.processId === undefined ? [] : [filter.processId];
  const ofProcess = filter.processId === undefined ? '' : ' AND ~processId = ?';
  const add = (text: string, ...values: unknown[]) =>
    parts.push({ text: `${text}${ofProcess}`, values: [...values, ...process] });
  const { elementIds } = filter;
  if (elementIds) parts.push(standingAt(all, elementIds, filter.processId));
  if (filter.jobType !== undefined)
    parts.push({ text: 'id IN (SELECT instanceId FROM jobs WHERE type = ?)', values: [filter.jobType] });
  if (filter.hasIncident) add('~openIncidentCount > 0');
  if (filter.outcome !== undefined) add('~outcome = ?', filter.outcome);
  if (filter.stageId !== undefined) add('~stageId = ?', filter.stageId);
  if (filter.states) add(`~state IN (${marks(filter.states)})`, ...filter.states);
  if (filter.owner !== undefined) add('~owner = ?', filter.owner);
  if (filter.starter !== undefined) add('~starter = ?', filter.starter);
  if (filter.version !== undefined) add('~version = ?', filter.version);
  if (parts.length === 0 || elementIds) add('1 = 1');
  return parts;
}

/** The conditions of a filter; `isNarrow` when few cases are left by something else, such as whose they are. */
export const casePath = (all: Rows, filter: InstanceFilter, isNarrow: boolean): Path =>
  shortestPath(all, 'instances', indexed(all, filter), isNarrow);

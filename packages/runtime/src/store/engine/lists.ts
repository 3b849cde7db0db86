/** The engine's lists: filters, whose they are to see, and pages by key. */
import { cursorAt, placeOf } from '../../base/index.ts';
import type {
  IncidentFilter,
  IncidentRecord,
  InstanceFilter,
  InstanceRecord,
  PageAsk,
  RecordPage,
  Sight,
  TaskFilter,
  TaskRecord,
} from '../../engine/index.ts';
import { casePath } from './case-paths.ts';
import { boundsOfCase, idsOfCase, type RecordTable } from './record-table.ts';
import { shapes } from './shapes.ts';
import { taskPath } from './task-paths.ts';
import { marks, named, openTo, type Rows, seen } from './whose.ts';

/** Conditions with their values, joined by AND. */
class Conditions {
  private readonly parts: string[] = [];
  readonly values: unknown[] = [];
  add(part: string, ...values: unknown[]): void {
    this.parts.push(part);
    this.values.push(...values);
  }
  equal(column: string, value: unknown): void {
    if (value !== undefined) this.add(`${column} = ?`, value);
  }
  get text(): string {
    return this.parts.map((part) => `(${part})`).join(' AND ') || '1 = 1';
  }
}

const wordsOf = (search: string | undefined): string[] => search?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];

/** Where the next page begins: the last row's sort key and id. `list` names the list and its order. */
function page<R extends { readonly id: string }>(
  list: string,
  rows: R[],
  limit: number,
  keyOf: (row: R) => string | number,
): RecordPage<R> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? cursorAt(list, [keyOf(last), last.id]) : null };
}

/** The columns of a list's order. */
interface Order {
  readonly key: string;
  readonly direction: 'ASC' | 'DESC';
  readonly id: string;
}

function after(conditions: Conditions, place: [string | number, string] | undefined, { key, direction, id }: Order): void {
  if (place) conditions.add(`(${key}, ${id}) ${direction === 'ASC' ? '>' : '<'} (?, ?)`, ...place);
}

const listed = shapes.instances.columns.map((column) => (column === 'body' ? "'' AS body" : column)).join(', ');
const instanceSorts = {
  '-updatedAt': ['updatedAt', 'DESC'],
  '-startedAt': ['startedAt', 'DESC'],
  startedAt: ['startedAt', 'ASC'],
  caseName: ['caseName', 'ASC'],
} as const;

export function listInstances(
  all: Rows,
  table: RecordTable<InstanceRecord>,
  filter: InstanceFilter,
  sight: Sight | undefined,
  ask: PageAsk,
): RecordPage<InstanceRecord> {
  const conditions = new Conditions();
  const sees = sight && seen(all, sight, 'instances.id', 'instances.processId');
  const words = wordsOf(filter.search).map((word) => ({ ...named(all, 'instances.id', word), word }));
  const isNarrow =
    filter.businessKey !== undefined ||
    filter.parentInstanceId !== undefined ||
    sees?.isFew === true ||
    words.some(({ isFew }) => isFew);
  const { parts, order } = casePath(all, filter, isNarrow);
  for (const { text, values } of parts) conditions.add(text, ...values);
  conditions.equal('businessKey', filter.businessKey);
  conditions.equal('parentInstanceId', filter.parentInstanceId);
  if (filter.hasIncident === false) conditions.add('openIncidentCount = 0');
  if (filter.overTargetAt !== undefined) conditions.add('stageTargetAt < ?', filter.overTargetAt);
  for (const { text, word } of words) conditions.add(text, word);
  if (sees) conditions.add(sees.text, ...sees.values);
  const [key, direction] = instanceSorts[filter.sort];
  const list = `instances ${filter.sort}`;
  const place = placeOf(list, ask.cursor, [key === 'caseName' ? '' : 0, '']);
  after(conditions, place, { key: `${order}${key}`, direction, id: 'id' });
  const rows = all(
    `SELECT ${listed} FROM instances WHERE ${conditions.text} ORDER BY ${order}${key} ${direction}, id ${direction} LIMIT ?`,
    [...conditions.values, ask.limit + 1],
  ).map((row) => table.decode(row));
  return page(list, rows, ask.limit, (row) => row[key]);
}

const endOfTime = 9007199254740991;

export function listTasks(
  all: Rows,
  table: RecordTable<TaskRecord>,
  filter: TaskFilter,
  sight: Sight | undefined,
  ask: PageAsk,
): RecordPage<TaskRecord> {
  const conditions = new Conditions();
  const { parts, order } = taskPath(all, filter);
  for (const { text, values } of parts) conditions.add(text, ...values);
  if (filter.instanceId !== undefined) conditions.add(idsOfCase('tasks.id'), ...boundsOfCase(filter.instanceId));
  conditions.equal('tasks.version', filter.version);
  conditions.equal('tasks.kind', filter.kind);
  if (filter.assignees) conditions.add(`tasks.assignee IN (${marks(filter.assignees)})`, ...filter.assignees);
  if (filter.openTo) {
    const open = openTo(all, filter.openTo.userIds, filter.openTo.groups);
    conditions.add(`${open.isFew ? '+' : ''}tasks.assignee IS NULL AND ${open.text}`, ...open.values);
  }
  if (filter.dueBefore !== undefined) conditions.add('tasks.dueAt < ?', filter.dueBefore);
  for (const word of wordsOf(filter.search))
    conditions.add(
      `instr(lower(coalesce(tasks.name, tasks.elementId)), ?) > 0 OR ${named(all, 'tasks.instanceId', word).text}`,
      word,
      word,
    );
  if (sight && filter.instanceId === undefined) {
    const { userIds, groups, ownerId } = sight;
    const open = openTo(all, userIds, groups);
    conditions.add(
      `tasks.assignee IN (${marks(userIds)}) OR tasks.completedBy IN (${marks(userIds)}) OR ${open.text}
        OR tasks.processId IN (SELECT id FROM processes WHERE owner = ?)`,
      ...userIds,
      ...userIds,
      ...open.values,
      ownerId,
    );
  }
  const isByDue = filter.sort === 'dueAt';
  const [key, direction] = isByDue
    ? ([`${order}coalesce(tasks.dueAt, ${endOfTime})`, 'ASC'] as const)
    : ([`${order}tasks.createdAt`, filter.sort === '-createdAt' ? 'DESC' : 'ASC'] as const);
  const list = `tasks ${filter.sort}`;
  after(conditions, placeOf(list, ask.cursor, [0, '']), { key, direction, id: 'tasks.id' });
  const rowsWhere = (more: string): TaskRecord[] =>
    all(`SELECT tasks.* FROM tasks WHERE ${conditions.text}${more} ORDER BY ${key} ${direction}, tasks.id ${direction} LIMIT ?`, [
      ...conditions.values,
      ask.limit + 1,
    ]).map((row) => table.decode(row));
  const keyOf = (row: TaskRecord): number => (isByDue ? (row.dueAt ?? endOfTime) : row.createdAt);
  const isOfEverybody = filter.state === 'open' && isByDue && !filter.assignees && !filter.openTo && order === '';
  if (!isOfEverybody) return page(list, rowsWhere(''), ask.limit, keyOf);
  // Two indexes hold open tasks in this order: those that are held, and the others.
  const rows = [...rowsWhere(' AND tasks.assignee IS NULL'), ...rowsWhere(' AND tasks.assignee IS NOT NULL')];
  rows.sort((a, b) => keyOf(a) - keyOf(b) || (a.id < b.id ? -1 : 1));
  return page(list, rows.slice(0, ask.limit + 1), ask.limit, keyOf);
}

export function listIncidents(
  all: Rows,
  table: RecordTable<IncidentRecord>,
  filter: IncidentFilter,
  sight: Sight | undefined,
  ask: PageAsk,
): RecordPage<IncidentRecord> {
  const conditions = new Conditions();
  conditions.equal('state', filter.state);
  if (filter.instanceId !== undefined) conditions.add(idsOfCase('id'), ...boundsOfCase(filter.instanceId));
  conditions.equal('processId', filter.processId);
  conditions.equal('elementId', filter.elementId);
  conditions.equal('groupId', filter.groupId);
  conditions.equal('code', filter.code);
  if (sight) {
    const sees = seen(all, sight, 'incidents.instanceId', 'incidents.processId');
    conditions.add(sees.text, ...sees.values);
  }
  after(conditions, placeOf('incidents', ask.cursor, [0, '']), { key: 'raisedAt', direction: 'DESC', id: 'id' });
  const rows = table.select(`${conditions.text} ORDER BY raisedAt DESC, id DESC LIMIT ?`, [...conditions.values, ask.limit + 1]);
  return page('incidents', rows, ask.limit, (row) => row.raisedAt);
}

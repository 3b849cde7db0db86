import type { Connection, SqlValue } from '../connection.ts';

type Column<R> = keyof R & string;

/** How the records of one table are written and read: which columns there are, and which hold JSON. */
export interface Shape<R> {
  readonly name: string;
  readonly columns: readonly Column<R>[];
  readonly json: readonly Column<R>[];
  /** Its ids begin with `<instance>~`, so that a case's rows stand together in the table and no index finds them. */
  readonly isOfCase?: boolean;
}

const quoted = (name: string): string => `"${name}"`;

/** The ids that begin with `<instance>~`, as a condition on two values. */
export const idsOfCase = (id: string): string => `${id} > ? AND ${id} < ?`;
/** Its two values: `~` is the last but one of ASCII. */
export const boundsOfCase = (instanceId: string): [string, string] => [`${instanceId}~`, `${instanceId}\x7f`];

/** One table's records by id and by equality; statements are made once a shape of call and prepared once. */
export class RecordTable<R extends { readonly id: string }> {
  private readonly connection: Connection;
  private readonly shape: Shape<R>;
  private readonly json: ReadonlySet<string>;
  private readonly selection: string;
  private readonly insertion: string;
  /** By the columns that are written. */
  private readonly updates = new Map<string, string>();

  constructor(connection: Connection, shape: Shape<R>) {
    this.connection = connection;
    this.shape = shape;
    this.json = new Set(shape.json);
    this.selection = `SELECT * FROM ${shape.name} WHERE id = ?`;
    this.insertion = `INSERT INTO ${shape.name} (${shape.columns.map(quoted).join(', ')}) VALUES (${shape.columns.map(() => '?').join(', ')})`;
  }

  /** A row as the record that it holds. */
  decode(row: Record<string, SqlValue>): R {
    for (const column of this.shape.json) {
      const text = row[column];
      if (typeof text === 'string') (row as Record<string, unknown>)[column] = JSON.parse(text);
    }
    return row as unknown as R;
  }

  get(id: string): R | undefined {
    const row = this.connection.get<Record<string, SqlValue>>(this.selection, [id]);
    return row && this.decode(row);
  }

  find(where: Partial<R>, options: { readonly orderBy?: Column<R>; readonly limit?: number } = {}): R[] {
    const { condition, values } = this.conditionOf(where);
    const order = options.orderBy === undefined ? '' : ` ORDER BY ${quoted(options.orderBy)}, length(id), id`;
    const limit = options.limit === undefined ? '' : ` LIMIT ${options.limit}`;
    return this.select(`${condition}${order}${limit}`, values);
  }

  /** What stands behind `SELECT * FROM table WHERE`. */
  select(condition: string, values: readonly unknown[]): R[] {
    return this.connection
      .all<Record<string, SqlValue>>(`SELECT * FROM ${this.shape.name} WHERE ${condition}`, values)
      .map((row) => this.decode(row));
  }

  insert(record: R): void {
    const values: unknown[] = [];
    for (const column of this.shape.columns) values.push(this.encode(column, record[column]));
    this.connection.run(this.insertion, values);
  }

  /** Writes the columns that differ, of those that are named: an index whose columns are not written need not be. */
  update(before: R, after: R, among: Iterable<string> = this.shape.columns): void {
    const columns: string[] = [];
    const values: unknown[] = [];
    for (const column of among as Iterable<Column<R>>) {
      const value = after[column];
      if (value === before[column]) continue;
      columns.push(column);
      values.push(this.encode(column, value));
    }
    if (columns.length === 0) return;
    values.push(after.id);
    this.connection.run(this.updateOf(columns), values);
  }

  remove(id: string): void {
    this.connection.run(`DELETE FROM ${this.shape.name} WHERE id = ?`, [id]);
  }

  private updateOf(columns: readonly string[]): string {
    const key = columns.join();
    const known = this.updates.get(key);
    if (known !== undefined) return known;
    const made = `UPDATE ${this.shape.name} SET ${columns.map((column) => `${quoted(column)} = ?`).join(', ')} WHERE id = ?`;
    this.updates.set(key, made);
    return made;
  }

  private encode(column: string, value: unknown): unknown {
    if (value === undefined || value === null) return null;
    return this.json.has(column) ? JSON.stringify(value) : value;
  }

  /** Where the ids of one case are told, `+` keeps SQLite from an index over all cases in place of them. */
  private conditionOf(where: Partial<R>): { condition: string; values: unknown[] } {
    const parts: string[] = [];
    const values: unknown[] = [];
    const isOfOneCase = this.shape.isOfCase === true && 'instanceId' in where;
    for (const [column, value] of Object.entries(where)) {
      const name = isOfOneCase ? `+${quoted(column)}` : quoted(column);
      if (isOfOneCase && column === 'instanceId') {
        parts.push(idsOfCase('id'));
        values.push(...boundsOfCase(String(value)));
      } else if (value === null || value === undefined) parts.push(`${name} IS NULL`);
      else {
        parts.push(`${name} = ?`);
        values.push(this.encode(column, value));
      }
    }
    return { condition: parts.join(' AND ') || '1 = 1', values };
  }
}

import type { Connection, SqlValue } from '../connection.ts';

type Column<R> = keyof R & string;

/** How the records of one table are written and read: which columns there are, and which hold JSON. */
export interface Shape<R> {
  readonly name: string;
  readonly columns: readonly Column<R>[];
  readonly json: readonly Column<R>[];
}

const quoted = (name: string): string => `"${name}"`;

/** One table's records by id and by equality; statements are made once a shape of call and prepared once. */
export class RecordTable<R extends object> {
  private readonly connection: Connection;
  private readonly shape: Shape<R>;
  private readonly json: ReadonlySet<string>;
  private readonly insertion: string;

  constructor(connection: Connection, shape: Shape<R>) {
    this.connection = connection;
    this.shape = shape;
    this.json = new Set(shape.json);
    this.insertion = `INSERT INTO ${shape.name} (${shape.columns.map(quoted).join(', ')}) VALUES (${shape.columns.map(() => '?').join(', ')})`;
  }

  /** A row as the record that it holds. */
  decode(row: Record<string, SqlValue>): R {
    for (const column of this.shape.json) {
      const text = row[column];
      if (typeof text === 'string') (row as Record<string, unknown>)[column] = JSON.parse(text);
    }
    return row as R;
  }

  get(id: string): R | undefined {
    const row = this.connection.get<Record<string, SqlValue>>(`SELECT * FROM ${this.shape.name} WHERE id = ?`, [id]);
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
    this.connection.run(
      this.insertion,
      this.shape.columns.map((column) => this.encode(column, record[column])),
    );
  }

  update(id: string, changes: Partial<R>): void {
    const columns = Object.keys(changes) as Column<R>[];
    if (columns.length === 0) return;
    this.connection.run(
      `UPDATE ${this.shape.name} SET ${columns.map((column) => `${quoted(column)} = ?`).join(', ')} WHERE id = ?`,
      [...columns.map((column) => this.encode(column, changes[column])), id],
    );
  }

  remove(id: string): void {
    this.connection.run(`DELETE FROM ${this.shape.name} WHERE id = ?`, [id]);
  }

  removeAll(where: Partial<R>): void {
    const { condition, values } = this.conditionOf(where);
    this.connection.run(`DELETE FROM ${this.shape.name} WHERE ${condition}`, values);
  }

  private encode(column: string, value: unknown): unknown {
    if (value === undefined || value === null) return null;
    return this.json.has(column) ? JSON.stringify(value) : value;
  }

  private conditionOf(where: Partial<R>): { condition: string; values: unknown[] } {
    const entries = Object.entries(where);
    return {
      condition: entries.map(([column]) => `${quoted(column)} IS ?`).join(' AND ') || '1 = 1',
      values: entries.map(([column, value]) => this.encode(column, value)),
    };
  }
}

/**
 * The anchor of the durable figures: the rows that one completed task writes, written by nobody but better-sqlite3.
 *
 * It takes schema and rows from a database that the runtime filled, so both write the same bytes; 64 steps share a commit.
 */
import Database from 'better-sqlite3';

type Row = Record<string, string | number | null>;

/** Steps in a second. `source` is the runtime's database, closed; `file` one that is made here. */
export function rawCommitsPerSecond(source: string, file: string, steps: number, batch = 64): number {
  const filled = new Database(source, { readonly: true });
  const schema = filled.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'").all() as {
    sql: string;
  }[];
  const instances = filled.prepare('SELECT * FROM instances').all() as Row[];
  const tasks = filled.prepare("SELECT * FROM tasks WHERE state = 'open'").all() as Row[];
  const journal = filled.prepare('SELECT * FROM journal ORDER BY position DESC LIMIT 1').get() as Row;
  filled.close();

  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  for (const { sql } of schema) database.exec(sql);
  const insertInto = (table: string, row: Row) =>
    database.prepare(
      `INSERT INTO ${table} (${Object.keys(row).map((name) => `"${name}"`)}) VALUES (${Object.keys(row).map(() => '?')})`,
    );
  const [instance, task] = [instances[0], tasks[0]];
  if (!instance || !task) throw new Error('the source holds open cases');
  const insertTask = insertInto('tasks', task);
  database.transaction(() => {
    const insertInstance = insertInto('instances', instance);
    for (const row of instances) insertInstance.run(...Object.values(row));
    for (const row of tasks) insertTask.run(...Object.values(row));
  })();
  const journalColumns = Object.entries(journal).filter(([name]) => name !== 'position');
  const insertJournal = insertInto('journal', Object.fromEntries(journalColumns));
  const updateInstance = database.prepare(
    'UPDATE instances SET updatedAt = ?, tokens = ?, body = ?, search = ?, openTaskCount = ? WHERE id = ?',
  );
  const closeTask = database.prepare(
    "UPDATE tasks SET state = 'completed', completedAt = ?, completedBy = ?, assignee = ? WHERE id = ?",
  );
  const open = tasks.map((row) => ({ row, id: String(row.id), round: 0 }));
  const bodies = new Map(instances.map((row) => [row.id, row]));
  const step = (at: number) => {
    const one = open[Math.floor(Math.random() * open.length)];
    if (!one) return;
    const owner = bodies.get(one.row.instanceId ?? '') ?? instance;
    closeTask.run(at, 'u1', 'u1', one.id);
    one.round += 1;
    one.id = `${one.row.id}-${one.round}`;
    insertTask.run(...Object.values({ ...one.row, id: one.id, createdAt: at }));
    updateInstance.run(at, owner.tokens, owner.body, owner.search, 1, owner.id);
    insertJournal.run(...journalColumns.map(([name, value]) => (name === 'subject' ? (owner.id ?? null) : value)));
  };
  const startedAt = performance.now();
  for (let done = 0; done < steps; done += batch)
    database.transaction(() => {
      for (let index = 0; index < batch; index += 1) step(done + index);
    })();
  const seconds = (performance.now() - startedAt) / 1000;
  database.close();
  return steps / seconds;
}

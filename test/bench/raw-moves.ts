/**
 * The anchor of migrations: the rows that one moved case writes, written by nobody but better-sqlite3.
 *
 * It takes schema and rows from a database whose cases were moved, so both write the same bytes; 64 cases share a commit.
 */
import Database from 'better-sqlite3';

type Row = Record<string, string | number | null>;

/** Cases in a second. `source` is the runtime's database, closed; `file` one that is made here. */
export function rawMovesPerSecond(source: string, file: string, batch = 64): number {
  const moved = new Database(source, { readonly: true });
  const all = (sql: string) => moved.prepare(sql).all() as Row[];
  const schema = all("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'");
  const instances = all('SELECT * FROM instances ORDER BY id');
  const tasks = all("SELECT * FROM tasks WHERE state = 'open' ORDER BY instanceId");
  const moves = all('SELECT * FROM versionMoves ORDER BY instanceId');
  const lines = all('SELECT * FROM migrationCases ORDER BY instanceId');
  const migration = all('SELECT * FROM caseMigrations')[0];
  const journal = all("SELECT * FROM journal WHERE kind = 'events' ORDER BY position DESC LIMIT 1")[0];
  moved.close();
  if (!migration || !journal) throw new Error('the source holds cases that were moved');

  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  for (const { sql } of schema) database.exec(String(sql));
  const inserting = (table: string, row: Row | undefined) => {
    const names = Object.keys(row ?? {});
    const made = database.prepare(
      `INSERT INTO ${table} (${names.map((name) => `"${name}"`)}) VALUES (${names.map((name) => `@${name}`)})`,
    );
    return (given: Row) => made.run(given);
  };
  const { position: _, ...line } = journal;
  const [addInstance, addTask] = [inserting('instances', instances[0]), inserting('tasks', tasks[0])];
  const [addMove, addLine, addJournal] = [
    inserting('versionMoves', moves[0]),
    inserting('migrationCases', lines[0]),
    inserting('journal', line),
  ];
  database.transaction(() => {
    inserting('caseMigrations', migration)({ ...migration, moved: 0 });
    for (const row of instances) addInstance({ ...row, version: 1, versionId: String(moves[0]?.fromVersionId) });
    for (const row of tasks) addTask({ ...row, version: 1, versionId: String(moves[0]?.fromVersionId), name: null });
  })();
  const moveInstance = database.prepare(
    'UPDATE instances SET updatedAt = ?, version = ?, versionId = ?, tokens = ?, body = ? WHERE id = ?',
  );
  const moveTask = database.prepare('UPDATE tasks SET version = ?, versionId = ?, name = ? WHERE id = ?');
  const count = database.prepare('UPDATE caseMigrations SET moved = ?, tally = ? WHERE id = ?');

  const startedAt = performance.now();
  for (let done = 0; done < instances.length; done += batch)
    database.transaction(() => {
      for (let index = done; index < Math.min(done + batch, instances.length); index += 1) {
        const [instance, task, move, told] = [instances[index], tasks[index], moves[index], lines[index]];
        if (!instance || !task || !move || !told) throw new Error('every case has one task, and was moved');
        moveInstance.run(instance.updatedAt, instance.version, instance.versionId, instance.tokens, instance.body, instance.id);
        moveTask.run(task.version, task.versionId, task.name, task.id);
        addMove(move);
        addLine(told);
        addJournal({ ...line, subject: instance.id ?? null });
      }
      // What a batch changes of one record is written once.
      count.run(done, migration.tally, migration.id);
    })();
  const seconds = (performance.now() - startedAt) / 1000;
  database.close();
  return instances.length / seconds;
}

/** The anchor of the shapes: the rows of one case from start to end, inserted by nobody but better-sqlite3, 64 cases a commit. */
import assert from 'node:assert/strict';
import Database from 'better-sqlite3';

type Row = Record<string, string | number | null>;

/** Cases in a second. `source` is the runtime's database, closed; `file` one that is made here. */
export function rawCasesPerSecond(given: {
  readonly source: string;
  readonly file: string;
  readonly processId: string;
  readonly cases: number;
}): number {
  const filled = new Database(given.source, { readonly: true });
  const schema = filled.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'").pluck().all();
  const instance = filled.prepare('SELECT * FROM instances WHERE processId = ? LIMIT 1').get(given.processId) as Row;
  const lines = filled.prepare('SELECT * FROM journal WHERE subject = ?').all(instance.id) as Row[];
  assert(lines.length > 0, 'the case has a history');
  filled.close();

  const database = new Database(given.file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  for (const sql of schema as string[]) database.exec(sql);
  const insertInto = (table: string, row: Row) => {
    const names = Object.keys(row);
    return database.prepare(`INSERT INTO ${table} (${names.map((name) => `"${name}"`)}) VALUES (${names.map(() => '?')})`);
  };
  const insertInstance = insertInto('instances', instance);
  const [line = {}] = lines;
  const insertLine = insertInto('journal', line);
  const one = (index: number): void => {
    const id = `${String(instance.id).slice(0, -12)}${String(index).padStart(12, '0')}`;
    insertInstance.run(...Object.values({ ...instance, id, startedAt: index, updatedAt: index }));
    for (const each of lines) insertLine.run(...Object.values({ ...each, position: null, subject: id }));
  };
  const startedAt = performance.now();
  for (let done = 0; done < given.cases; done += 64)
    database.transaction(() => {
      for (let index = 0; index < 64; index += 1) one(done + index);
    })();
  const seconds = (performance.now() - startedAt) / 1000;
  database.close();
  return given.cases / seconds;
}

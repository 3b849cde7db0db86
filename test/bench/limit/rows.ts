/**
 * The yardstick of a durable step, in a schema of its own that no change of ours moves: one line of history with its
 * text whole, the case's state, a task closed and a task opened, two indexes; 64 steps share a commit.
 */
import Database from 'better-sqlite3';

const schema = `
  CREATE TABLE history (position INTEGER PRIMARY KEY, caseId TEXT NOT NULL, events TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
  CREATE TABLE cases (id TEXT PRIMARY KEY, changedAt INTEGER NOT NULL, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE tasks (id TEXT PRIMARY KEY, state TEXT NOT NULL, assignee TEXT, dueAt INTEGER, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX historyByCase ON history (caseId, position);
  CREATE INDEX openTasks ON tasks (dueAt, id) WHERE state = 'open';`;
const [events, state, body] = ['e'.repeat(1_400), 's'.repeat(500), 'b'.repeat(350)];
const hash = '0'.repeat(64);

/** Steps in a second, over so many cases. */
export function limitStepsPerSecond(file: string, cases: number, steps: number, batch = 64): number {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(schema);
  const openTask = database.prepare("INSERT INTO tasks (id, state, body) VALUES (?, 'open', ?)");
  const closeTask = database.prepare("UPDATE tasks SET state = 'completed', assignee = ? WHERE id = ?");
  const openCase = database.prepare('INSERT INTO cases (id, changedAt, state) VALUES (?, ?, ?)');
  const moveCase = database.prepare('UPDATE cases SET changedAt = ?, state = ? WHERE id = ?');
  const note = database.prepare('INSERT INTO history (caseId, events, hash) VALUES (?, ?, ?)');
  const rounds = Array.from({ length: cases }, () => 0);
  const caseId = (index: number) => `case${String(index).padStart(20, '0')}`;
  database.transaction(() => {
    for (const index of rounds.keys()) {
      openCase.run(caseId(index), 0, state);
      openTask.run(`${caseId(index)}~t0`, body);
    }
  })();
  const step = (at: number) => {
    const index = Math.floor(Math.random() * cases);
    const [id, round] = [caseId(index), rounds[index] ?? 0];
    rounds[index] = round + 1;
    closeTask.run('u1', `${id}~t${round}`);
    openTask.run(`${id}~t${round + 1}`, body);
    moveCase.run(at, state, id);
    note.run(id, events, hash);
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

import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';

/** Numbered migrations by room; each is a list of SQL statements that is never changed once it was released. */
export type Schemas = Readonly<Record<string, readonly (readonly string[])[]>>;

/**
 * Brings the tables of every room up to date, in one transaction.
 *
 * Errors: throws when a migration that ran differs from the one given now, or the database is of a newer version.
 */
export function migrate(connection: Connection, schemas: Schemas, at: number): void {
  const { raw } = connection;
  raw.exec('BEGIN IMMEDIATE');
  try {
    raw.exec(`CREATE TABLE IF NOT EXISTS migrations (room TEXT NOT NULL, number INTEGER NOT NULL, digest TEXT NOT NULL,
      appliedAt INTEGER NOT NULL, PRIMARY KEY (room, number)) STRICT, WITHOUT ROWID`);
    for (const [room, migrations] of Object.entries(schemas)) migrateRoom(connection, room, migrations, at);
    raw.exec('COMMIT');
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    throw error;
  }
}

function migrateRoom(connection: Connection, room: string, migrations: readonly (readonly string[])[], at: number): void {
  const applied = connection.all<{ number: number; digest: string }>(
    'SELECT number, digest FROM migrations WHERE room = ? ORDER BY number',
    [room],
  );
  if (applied.length > migrations.length)
    throw new Error(
      `The database is newer than this program: its ${room} tables are at ${applied.length}, expected ${migrations.length}. Start the newer version.`,
    );
  for (const [index, statements] of migrations.entries()) {
    const digest = createHash('sha256').update(statements.join(';\n')).digest('hex');
    const before = applied[index];
    if (before && before.digest !== digest)
      throw new Error(
        `The ${room} tables of this database were made by another build (migration ${index + 1} differs). Start that build, or take a new database.`,
      );
    if (before) continue;
    for (const statement of statements) connection.raw.exec(statement);
    connection.run('INSERT INTO migrations (room, number, digest, appliedAt) VALUES (?, ?, ?, ?)', [room, index + 1, digest, at]);
  }
}

import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Connection } from './connection.ts';
import { fileOf } from './database-address.ts';

/**
 * Writes the whole database into one file while the server runs, or not; the file is there whole or not at all.
 *
 * Errors: throws when the file exists.
 */
export async function backUp(connection: Connection, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file}: expected a new file, found one; choose another name.`);
  const unfinished = `${file}.unfinished`;
  await rm(unfinished, { force: true });
  await connection.raw.backup(unfinished);
  await rename(unfinished, file);
}

/**
 * Puts a backup in the place of a database; nobody may have that database open.
 *
 * Errors: throws when the backup is damaged, or when a database is there and `replace` is not set.
 */
export async function restoreBackup(backup: string, database: string, options: { replace?: boolean } = {}): Promise<void> {
  const file = fileOf(database);
  if (!existsSync(backup)) throw new Error(`${backup}: expected a backup file, found none.`);
  const source = new Connection(backup, { readonly: true });
  try {
    const check = source.pragma('quick_check');
    if (check !== 'ok') throw new Error(`${backup}: the backup is damaged (${String(check)}).`);
    source.get('SELECT count(*) AS count FROM migrations');
    if (existsSync(file) && options.replace !== true)
      throw new Error(`${file}: there is a database already; move it away, or say that it is to be replaced.`);
    const unfinished = `${file}.restoring`;
    await rm(unfinished, { force: true });
    await source.raw.backup(unfinished);
    for (const suffix of ['-wal', '-shm']) await rm(`${file}${suffix}`, { force: true });
    await rename(unfinished, file);
  } finally {
    source.close();
  }
}

/** Backups: one SQLite file with the whole database, and the bytes of its files as rows of a table. */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import type { ContentStore } from '../files/index.ts';
import { Connection } from './connection.ts';
import { lockDatabase } from './database-lock.ts';
import { openExisting } from './open-existing.ts';

/** What a backup holds. */
export interface BackupReport {
  readonly fileCount: number;
  /** The SHA-256 of files whose bytes were not in the data folder. */
  readonly missing: readonly string[];
}

/** In backups alone; a restored database has none. */
const contents = 'backedUpContents';

/**
 * Writes a database and the bytes of its files into one new file while a server runs, or not; the file is there whole or not at all.
 *
 * Errors: throws when the file exists, or the database does not.
 */
export async function backUp(database: string, to: string, content: ContentStore): Promise<BackupReport> {
  if (existsSync(to)) throw new Error(`${to}: expected a new file, found one; choose another name.`);
  const unfinished = `${to}.unfinished`;
  await rm(unfinished, { force: true });
  const source = openExisting(database);
  try {
    // One moment of the database for all pages: else every commit meanwhile would start the copy again.
    source.raw.exec('BEGIN');
    source.get('SELECT count(*) AS count FROM migrations');
    await source.raw.backup(unfinished);
    const hashes = source.all<{ sha256: string }>("SELECT DISTINCT file ->> '$.sha256' AS sha256 FROM files");
    const missing = await addContents(
      unfinished,
      hashes.map(({ sha256 }) => sha256),
      content,
    );
    await rename(unfinished, to);
    return { fileCount: hashes.length - missing.length, missing };
  } finally {
    source.close();
    await rm(unfinished, { force: true });
  }
}

async function addContents(file: string, hashes: readonly string[], content: ContentStore): Promise<string[]> {
  const target = new Database(file);
  try {
    // A file of its own, without a log beside it.
    target.exec('PRAGMA journal_mode = DELETE');
    target.exec(`CREATE TABLE ${contents} (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT`);
    const insertion = target.prepare(`INSERT INTO ${contents} (sha256, content) VALUES (?, ?)`);
    const missing: string[] = [];
    for (const sha256 of hashes) {
      const bytes = await content.read(sha256);
      if (bytes) insertion.run(sha256, await buffer(bytes));
      else missing.push(sha256);
    }
    return missing;
  } finally {
    target.close();
  }
}

/** Notes when the last backup was made, beside a server that runs or not. */
export function noteBackup(database: string, at: number): void {
  const connection = new Connection(database);
  try {
    connection.pragma('busy_timeout = 5000');
    connection.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', ['lastBackupAt', String(at)]);
  } finally {
    connection.close();
  }
}

/**
 * Puts a backup in the place of a database, and the bytes of its files into the data folder; answers how many files there are.
 *
 * Files that lie in the data folder already stay. Errors: throws, with the old database in its place, when the backup is damaged,
 * when a server has the database open, or when a database is there and `replace` is not set.
 */
export async function restoreBackup(
  backup: string,
  file: string,
  content: ContentStore,
  options: { readonly replace?: boolean } = {},
): Promise<number> {
  if (!existsSync(backup)) throw new Error(`${backup}: expected a backup file, found none.`);
  const source = openExisting(backup);
  const unfinished = `${file}.restoring`;
  try {
    const check = source.pragma('quick_check');
    if (check !== 'ok') throw new Error(`${backup}: the backup is damaged (${String(check)}).`);
    if (existsSync(file) && options.replace !== true)
      throw new Error(`${file}: there is a database already; move it away, or say that it is to be replaced (--replace).`);
    const lock = lockDatabase(file);
    try {
      const fileCount = await restoreContents(source, backup, content);
      await rm(unfinished, { force: true });
      await source.raw.backup(unfinished);
      withoutContents(unfinished);
      for (const suffix of ['-wal', '-shm']) await rm(`${file}${suffix}`, { force: true });
      await rename(unfinished, file);
      return fileCount;
    } finally {
      lock.release();
    }
  } finally {
    source.close();
    await rm(unfinished, { force: true });
  }
}

async function restoreContents(source: Connection, backup: string, content: ContentStore): Promise<number> {
  if (!source.get("SELECT 1 AS found FROM sqlite_schema WHERE type = 'table' AND name = ?", [contents])) return 0;
  const hashes = source.all<{ sha256: string }>(`SELECT sha256 FROM ${contents} ORDER BY sha256`);
  for (const { sha256 } of hashes) {
    const row = source.get<{ content: Buffer }>(`SELECT content FROM ${contents} WHERE sha256 = ?`, [sha256]);
    const bytes = new Uint8Array(row?.content ?? []);
    const stored = await content.write(new Blob([bytes]).stream(), bytes.byteLength);
    if (stored?.sha256 !== sha256) throw new Error(`${backup}: the backup is damaged (the file ${sha256} is not what it was).`);
  }
  return hashes.length;
}

function withoutContents(file: string): void {
  const target = new Database(file);
  try {
    target.exec(`DROP TABLE IF EXISTS ${contents}`);
    target.exec('VACUUM');
  } finally {
    target.close();
  }
}

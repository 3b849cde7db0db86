import { existsSync, realpathSync } from 'node:fs';
import Database from 'better-sqlite3';
import { sqliteCode } from './unavailable.ts';

/** A server that is being replaced may take a moment to let go. */
const waitMs = 300;

export interface DatabaseLock {
  release(): void;
}

/**
 * Makes this process the one server of a database, or the one that replaces it.
 *
 * SQLite's lock of an empty file beside the database: the system takes it away from a process that ends, however it ends.
 * Errors: throws in words when another process, or another server in this one, holds it.
 */
export function lockDatabase(file: string): DatabaseLock {
  const real = existsSync(file) ? realpathSync(file) : file;
  const lock = new Database(`${real}.lock`, { timeout: waitMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (sqliteCode(error) !== 'SQLITE_BUSY') throw error;
    throw new Error(`${file}: expected a database that no server has open, found one at work on it; stop that server first.`, {
      cause: error,
    });
  }
  return { release: () => void lock.close() };
}

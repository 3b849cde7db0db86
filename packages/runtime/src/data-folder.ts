/** What lies beside the database: the bytes of files, and the secret that signs cookies. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { databaseFile } from './database.ts';
import { type ContentStore, createContentStore } from './files/index.ts';

export interface DataFolder {
  readonly path: string;
  readonly secret: string;
  /** Removes it where it is a temporary one. */
  close(): void;
}

/** The folder that is named, else `name-data` beside `name.db`. Errors: throws when the database is no file. */
export const dataFolderOf = (database: string, named: string | undefined): string =>
  resolve(named ?? `${databaseFile(database).replace(/\.(db|sqlite3?)$/, '')}-data`);

/** Where a data folder keeps the bytes of files. */
export const contentOf = (folder: string): ContentStore => createContentStore(join(folder, 'files'));

const shortestSecret = 32;

/**
 * Opens the folder of a database, and makes it; a database in memory has a temporary one unless one is named.
 *
 * Errors: throws on a secret that is too short to be one.
 */
export function openDataFolder(database: string, named: string | undefined, secret: string | undefined): DataFolder {
  if (secret !== undefined && secret.length < shortestSecret)
    throw new Error(`The secret: expected at least ${shortestSecret} characters, found ${secret.length}.`);
  const isTemporary = named === undefined && database === 'memory:';
  const path = isTemporary ? mkdtempSync(join(tmpdir(), 'fortnight-data-')) : dataFolderOf(database, named);
  mkdirSync(path, { recursive: true });
  return {
    path,
    secret: secret ?? readOrMakeSecret(join(path, 'secret')),
    close() {
      if (isTemporary) rmSync(path, { recursive: true, force: true });
    },
  };
}

function readOrMakeSecret(file: string): string {
  try {
    // `wx`: of two servers that start at once, one makes it and both read it.
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** What lies beside the database: the bytes of files, and the secret that signs cookies. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { databaseFile } from './database.ts';

export interface DataFolder {
  readonly path: string;
  readonly secret: string;
  /** Removes it where it is a temporary one. */
  close(): void;
}

/** Opens the folder that is named, else `name-data` beside `name.db`; a database in memory has a temporary one. */
export function openDataFolder(database: string, named: string | undefined): DataFolder {
  const file = databaseFile(database);
  const isTemporary = named === undefined && file === undefined;
  const path = isTemporary
    ? mkdtempSync(join(tmpdir(), 'fortnight-data-'))
    : resolve(named ?? `${file?.replace(/\.(db|sqlite3?)$/, '')}-data`);
  mkdirSync(path, { recursive: true });
  return {
    path,
    secret: process.env.FORTNIGHT_SECRET ?? readOrMakeSecret(join(path, 'secret')),
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

/** The database of one server, with the tables of every room. */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { accessSchema } from './access/index.ts';
import { releasesMigrations } from './releases/index.ts';
import { fileOf, openStore, type Store } from './store/index.ts';

export { backUp, DatabaseAddressError, noteBackup, restoreBackup, verifyDatabase } from './store/index.ts';

/** The file of `sqlite:PATH`. Errors: throws in words for anything else. */
export const databaseFile = (database: string): string => resolve(fileOf(database));

/** Opens it for the one server that it has, and makes its folder. Errors: throws in words when it cannot be opened. */
export function openDatabase(
  database: string,
  now: () => number,
  options: { readonly onCommit?: (commandCount: number) => void } = {},
): Store {
  if (database !== 'memory:') mkdirSync(dirname(databaseFile(database)), { recursive: true });
  const { onCommit } = options;
  return openStore({ database, now, onCommit, schemas: { access: accessSchema, releases: releasesMigrations } });
}

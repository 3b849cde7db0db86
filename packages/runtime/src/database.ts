/** The database of one server, with the tables of every room. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { accessSchema } from './access/index.ts';
import { releasesSchema } from './releases/index.ts';
import { openStore, type Store } from './store/index.ts';

export { DatabaseAddressError, restoreBackup } from './store/index.ts';

/** The file of `sqlite:PATH`; undefined for anything else. */
export const databaseFile = (database: string): string | undefined => {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(database)?.[1];
  return path === undefined ? undefined : resolve(path);
};

/** Opens it, and makes its folder. Errors: throws in words when it cannot be opened, or must exist and does not. */
export function openDatabase(
  database: string,
  now: () => number,
  options: { readonly mustExist?: boolean; readonly onCommit?: (commandCount: number) => void } = {},
): Store {
  const file = databaseFile(database);
  if (file !== undefined) {
    if (options.mustExist && !existsSync(file)) throw new Error(`${file}: expected a database, found none.`);
    mkdirSync(dirname(file), { recursive: true });
  }
  const { onCommit } = options;
  return openStore({ database, now, onCommit, schemas: { access: [accessSchema], releases: [releasesSchema] } });
}

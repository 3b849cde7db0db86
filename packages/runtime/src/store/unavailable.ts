import { Refused } from '../base/index.ts';

/** The database did not take a command; nothing of it was kept. */
export class StoreUnavailable extends Refused {
  override readonly name = 'StoreUnavailable';
}

/** SQLite's code of an error, such as `SQLITE_BUSY`; undefined for errors that are not SQLite's. */
export const sqliteCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_')
    ? error.code
    : undefined;

export const unavailable = (error: unknown): StoreUnavailable =>
  new StoreUnavailable(
    503,
    'database-unavailable',
    `The database did not take the command (${sqliteCode(error) ?? String(error)}); try again.`,
    { cause: error },
  );

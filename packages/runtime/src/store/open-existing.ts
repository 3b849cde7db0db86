import { existsSync } from 'node:fs';
import { type ChainReport, verifyChains } from './chain.ts';
import { Connection } from './connection.ts';
import { sqliteCode } from './unavailable.ts';

/** Opens a database, or a backup of one, to read; changes nothing in it. Errors: throws in words when it is none of ours. */
export function openExisting(file: string): Connection {
  if (!existsSync(file)) throw new Error(`${file}: expected a database, found none.`);
  const connection = new Connection(file, { readonly: true });
  try {
    connection.get('SELECT count(*) AS count FROM migrations');
    return connection;
  } catch (error) {
    connection.close();
    const code = sqliteCode(error);
    if (code !== 'SQLITE_NOTADB' && code !== 'SQLITE_ERROR') throw error;
    throw new Error(`${file}: expected a database of Fortnight's, found another file.`, { cause: error });
  }
}

/** Computes the hash chains of a database again, beside a server that runs or not. */
export function verifyDatabase(file: string): ChainReport {
  const connection = openExisting(file);
  try {
    return verifyChains(connection);
  } finally {
    connection.close();
  }
}

/** The one place that opens the database: a group-committing writer, readers, the hash-chained logs, backups. */
export { type BackupReport, backUp, noteBackup, restoreBackup } from './backup.ts';
export type { ChainReport } from './chain.ts';
export { DatabaseAddressError, fileOf } from './database-address.ts';
export type { NewJournalLine } from './journal-lines.ts';
export type { Schemas } from './migrate.ts';
export { verifyDatabase } from './open-existing.ts';
export { openStore, type Store, type StoreOptions } from './open-store.ts';
export type { Transaction } from './transaction.ts';

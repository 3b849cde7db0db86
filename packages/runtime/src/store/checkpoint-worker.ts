/** The thread that moves the write-ahead log into the database: one connection, one statement, on demand. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const database = new Database(String(workerData), { timeout: 0 });
database.prepare('PRAGMA wal_autocheckpoint = 0').raw().get();
const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw();

parentPort?.on('message', (message) => {
  if (message === 'close') {
    database.close();
    parentPort?.close();
    return;
  }
  // Whether it was kept from working, the pages in the log, and how many of them are in the database now.
  parentPort?.postMessage(checkpoint.get());
});
parentPort?.postMessage('ready');

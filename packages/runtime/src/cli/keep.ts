/** The commands that look after a database: audit verify, backup, restore. */
import { openDatabase, restoreBackup } from '../database.ts';
import { type Command, databaseOf, oneFile, readArguments, UsageError } from './usage.ts';

export const audit: Command = {
  usage: 'audit verify [--database sqlite:PATH]',
  summary: 'Computes the hash chains of the history and the audit log again, and names the first break.',
  async run(args) {
    const { values, files } = readArguments(args, { database: 'text' });
    if (files.length !== 1 || files[0] !== 'verify')
      throw new UsageError(`Expected "audit verify", found "audit ${files.join(' ')}".`);
    const store = openDatabase(databaseOf(values.database), Date.now, { mustExist: true });
    try {
      const { ok, journalCount, auditCount, heads, brokenAt } = store.verify();
      if (brokenAt) console.error(`Broken: ${brokenAt.chain}, line ${brokenAt.position}. ${brokenAt.message}`);
      else
        console.log(
          `Whole: ${journalCount} lines of history (head ${heads.journal}), ${auditCount} of the audit log (head ${heads.audit}).`,
        );
      return ok ? 0 : 1;
    } finally {
      await store.close();
    }
  },
};

export const backup: Command = {
  usage: 'backup FILE [--database sqlite:PATH]',
  summary:
    'Writes the whole database into one new file, while the server runs or not. Files under the data folder are not in it.',
  async run(args) {
    const { values, files } = readArguments(args, { database: 'text' });
    const file = oneFile(files);
    const store = openDatabase(databaseOf(values.database), Date.now, { mustExist: true });
    try {
      await store.backup(file);
    } finally {
      await store.close();
    }
    console.log(`Backed up to ${file}.`);
    return 0;
  },
};

export const restore: Command = {
  usage: 'restore FILE [--database sqlite:PATH] [--replace]',
  summary: 'Puts a backup in the place of the database; stop the server first.',
  async run(args) {
    const { values, files } = readArguments(args, { database: 'text', replace: 'switch' });
    const file = oneFile(files);
    const database = databaseOf(values.database);
    await restoreBackup(file, database, { replace: values.replace ?? false });
    console.log(`Restored ${file} to ${database}.`);
    return 0;
  },
};

/** The commands that look after a database: audit verify, backup, restore. */
import { contentOf, dataFolderOf } from '../data-folder.ts';
import { backUp, databaseFile, noteBackup, restoreBackup, verifyDatabase } from '../database.ts';
import { type Command, databaseOf, oneFile, readArguments, UsageError } from './usage.ts';

export const audit: Command = async (args) => {
  // The chains are in the database alone; the folder is taken so that all commands take the same flags.
  const { values, files } = readArguments(args, { database: 'text', data: 'text' });
  if (files.length !== 1 || files[0] !== 'verify')
    throw new UsageError(`Expected "audit verify", found "audit ${files.join(' ')}".`);
  const { ok, journalCount, auditCount, heads, brokenAt } = verifyDatabase(databaseFile(databaseOf(values.database)));
  if (brokenAt) console.error(`Broken: ${brokenAt.chain}, line ${brokenAt.position}. ${brokenAt.message}`);
  else
    console.log(
      `Whole: ${journalCount} lines of history (head ${heads.journal}), ${auditCount} of the audit log (head ${heads.audit}).`,
    );
  return ok ? 0 : 1;
};

export const backup: Command = async (args) => {
  const { values, files } = readArguments(args, { database: 'text', data: 'text' });
  const file = oneFile(files);
  const database = databaseOf(values.database);
  const folder = dataFolderOf(database, values.data);
  const { fileCount, missing } = await backUp(databaseFile(database), file, contentOf(folder));
  noteBackup(databaseFile(database), Date.now());
  console.log(`Backed up to ${file}, with ${fileCount} attachments.`);
  if (missing.length === 0) return 0;
  console.error(
    `${missing.length} attachments are not in it, for they are not in ${folder}; name the server's folder by --data. The first: ${missing[0]}.`,
  );
  return 1;
};

export const restore: Command = async (args) => {
  const { values, files } = readArguments(args, { database: 'text', data: 'text', replace: 'switch' });
  const file = oneFile(files);
  const database = databaseOf(values.database);
  const folder = dataFolderOf(database, values.data);
  const fileCount = await restoreBackup(file, databaseFile(database), contentOf(folder), { replace: values.replace ?? false });
  console.log(`Restored ${file} to ${database}, and ${fileCount} attachments to ${folder}.`);
  return 0;
};

/** A backup holds the attachments as well; what it cannot hold is told, and what is damaged is not restored. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contentOf } from '../../packages/runtime/src/data-folder.ts';
import { restoreBackup } from '../../packages/runtime/src/database.ts';

let folder: string;
let runtime: Runtime;
const at = (name: string) => join(folder, name);
const open = (name: string) => createRuntime({ database: `sqlite:${at(`${name}.db`)}`, log: () => {} });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-backup-'));
  runtime = await open('first');
});
afterEach(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true, force: true });
});

const upload = (text: string) =>
  runtime.files.upload(hostPrincipal, { name: 'contract.txt', type: 'text/plain', content: new Blob([text]).stream() });
const textOf = async (id: string) => new Response((await runtime.files.read(hostPrincipal, id)).content).text();

it('brings back the bytes of attachments, in a folder that never had them', async () => {
  const [signed, empty] = [await upload('signed'), await upload('')];
  expect(await runtime.backup(at('backup'))).toEqual({ fileCount: 2, missing: [] });
  await runtime.close();

  expect(await restoreBackup(at('backup'), at('second.db'), contentOf(at('second-data')))).toBe(2);
  runtime = await open('second');
  expect(await textOf(signed.id)).toBe('signed');
  expect(await textOf(empty.id)).toBe('');
  expect(runtime.verify().ok).toBe(true);
  const restored = new DatabaseSync(at('second.db'), { readOnly: true });
  expect(restored.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'backedUp%'").all()).toEqual([]);
  restored.close();
});

it('names the attachments whose bytes are gone', async () => {
  const { sha256 } = await upload('signed');
  rmSync(at('first-data/files'), { recursive: true });
  expect(await runtime.backup(at('backup'))).toEqual({ fileCount: 0, missing: [sha256] });
});

it('is not restored when an attachment in it was changed; the database stays as it is', async () => {
  const { id } = await upload('signed');
  await runtime.backup(at('backup'));
  const forged = new DatabaseSync(at('backup'));
  forged.exec("UPDATE backedUpContents SET content = CAST('forged' AS BLOB)");
  forged.close();
  await upload('later');
  await runtime.close();
  const restoring = restoreBackup(at('backup'), at('first.db'), contentOf(at('first-data')), { replace: true });
  await expect(restoring).rejects.toThrow('the backup is damaged');
  runtime = await open('first');
  expect(await textOf(id)).toBe('signed');
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '@fortnight/shared/base';
import type { WireFile } from '@fortnight/shared/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../access/index.ts';
import { createContentStore, createFiles } from './index.ts';

const person = (userId: string): Principal => ({
  userId,
  roles: ['participant'],
  groups: [],
  via: { kind: 'library', id: userId },
});
const bytes = (text: string) => new Blob([text]).stream();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fortnight-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (records = new Map<string, WireFile>()) =>
  createFiles({
    content: createContentStore(folder),
    records: { insert: async (file) => void records.set(file.id, file), get: async (id) => records.get(id) },
    assertMayRead: async (by, instanceId) => {
      if (by.userId !== 'li' || instanceId !== 'case-1') throw Object.assign(new Error(`no ${instanceId}`), { status: 404 });
    },
    now: () => 0,
  });

describe('files', () => {
  it('come back as they were, known by their hash', async () => {
    const files = open();
    const file = await files.upload(person('li'), { name: '合同/1.txt', type: 'text/plain', content: bytes('two of three') });
    expect(file).toMatchObject({ name: '合同_1.txt', sizeBytes: 12, sha256: sha256Hex('two of three'), uploadedBy: 'li' });
    const read = await files.read(person('li'), file.id);
    expect(await new Response(read.content).text()).toBe('two of three');
  });

  it('have a name that reads in one direction', async () => {
    const { name } = await open().upload(person('li'), { name: 'a\u202efdp.txt', type: 'text/plain', content: bytes('x') });
    expect(name).toBe('a_fdp.txt');
  });

  it('have a name that a header can carry, however long it was', async () => {
    const { name } = await open().upload(person('li'), {
      name: `${'😀'.repeat(200)}.txt`,
      type: 'text/plain',
      content: bytes('x'),
    });
    expect(name.isWellFormed()).toBe(true);
  });

  it('are hidden from others, as if they were not there', async () => {
    const files = open();
    const file = await files.upload(person('li'), { name: 'a.txt', type: 'text/plain', content: bytes('x') });
    await expect(files.read(person('wang'), file.id)).rejects.toMatchObject({ status: 404, code: 'file-not-found' });
  });

  it('belong to a case, and are read by whoever may read it', async () => {
    const files = open();
    const upload = { name: 'a.txt', type: 'text/plain', content: bytes('x'), instanceId: 'case-1' };
    const file = await files.upload(person('li'), upload);
    await expect(files.read(person('wang'), file.id)).rejects.toMatchObject({ status: 404, code: 'file-not-found' });
    expect((await files.read(person('li'), file.id)).file.instanceId).toBe('case-1');
  });

  it('refuse a type that is not on the list', async () => {
    const upload = { name: 'a.html', type: 'text/html', content: bytes('<script>') };
    await expect(open().upload(person('li'), upload)).rejects.toMatchObject({ status: 415 });
  });

  it('leave nothing behind when there are too many bytes', async () => {
    expect(await createContentStore(folder).write(bytes('12345'), 4)).toBeUndefined();
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });
});

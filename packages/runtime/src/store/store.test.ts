import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createContentStore } from '../files/index.ts';
import { openStore, restoreBackup, type Store } from './index.ts';

interface Tables {
  notes: { id: number; text: string };
}
const schemas = { notes: [['CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT']] };

let folder: string;
let store: Store;
const open = (name = 'a.db') => openStore({ database: `sqlite:${join(folder, name)}`, now: () => 1_000, schemas });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-store-'));
  store = open();
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(folder, { recursive: true });
});

const insert = (id: number, text = `n${id}`) => store.write((tx) => tx.run('INSERT INTO notes VALUES (?, ?)', [id, text]));
const ids = async () => (await store.read<Tables>().selectFrom('notes').select('id').orderBy('id').execute()).map(({ id }) => id);

describe('the writer', () => {
  it('undoes a command that throws, and no other of its transaction', async () => {
    const outcomes = await Promise.allSettled([
      insert(1),
      store.write((tx) => {
        tx.run("INSERT INTO notes VALUES (2, 'x')");
        throw new Error('no');
      }),
      insert(3),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await ids()).toEqual([1, 3]);
  });

  it('calls back after the commit only for what was committed', async () => {
    const seen: string[] = [];
    await Promise.allSettled([
      store.write((tx) => tx.onCommit(() => seen.push('kept'))),
      store.write((tx) => {
        tx.onCommit(() => seen.push('undone'));
        throw new Error('no');
      }),
    ]);
    expect(seen).toEqual(['kept']);
  });

  it('refuses a command that answers a promise', async () => {
    await expect(store.write(async () => 1)).rejects.toThrow('synchronous');
  });

  it('takes Kysely’s statements and transactions, beside commands', async () => {
    const database = store.database<Tables>();
    await Promise.all([
      insert(1),
      database.insertInto('notes').values({ id: 2, text: 'b' }).execute(),
      database.transaction().execute(async (tx) => {
        await tx.insertInto('notes').values({ id: 3, text: 'c' }).execute();
        expect(await ids()).not.toContain(3);
        await tx.insertInto('notes').values({ id: 4, text: 'd' }).execute();
      }),
      insert(5),
    ]);
    const failed = database.transaction().execute(async (tx) => {
      await tx.insertInto('notes').values({ id: 6, text: 'x' }).execute();
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await ids()).toEqual([1, 2, 3, 4, 5]);
  });

  it('answers typed rows to a command', async () => {
    await insert(1);
    const row = await store.write((tx) => tx.get(store.read<Tables>().selectFrom('notes').selectAll().where('id', '=', 1)));
    expect(row).toEqual({ id: 1, text: 'n1' });
  });
});

describe('the write-ahead log', () => {
  it('stays short beside the commits', async () => {
    const text = 'x'.repeat(4_000);
    for (let id = 1; id <= 1_500; id += 4) await Promise.all([0, 1, 2, 3].map((more) => insert(id + more, text)));
    await store.close();
    expect(readdirSync(folder).sort()).toEqual(['a.db', 'a.db.lock']);
    store = open();
    expect(await ids()).toHaveLength(1_500);
  });
});

describe('an idempotency key', () => {
  const answer = { status: 201, contentType: 'application/json', etag: null, body: '{}' };

  it('is kept in the transaction of the command', async () => {
    await store.idempotency.keep('k', 'd', async () => {
      await insert(1);
      expect(await ids()).toEqual([]);
      expect(await store.idempotency.find('k')).toBeUndefined();
      await store.database<Tables>().insertInto('notes').values({ id: 2, text: 'b' }).execute();
      return answer;
    });
    expect(await ids()).toEqual([1, 2]);
    expect(await store.idempotency.find('k')).toEqual({ bodyDigest: 'd', answer });
  });

  it('keeps a refusal that wrote nothing', async () => {
    await store.idempotency.keep('k', 'd', async () => ({ ...answer, status: 409 }));
    expect((await store.idempotency.find('k'))?.answer.status).toBe(409);
  });

  it('binds nothing that goes on after the answer', async () => {
    let later: Promise<void> | undefined;
    await store.idempotency.keep('k', 'd', async () => {
      await insert(1);
      later = new Promise((resolve) => setTimeout(resolve, 1)).then(() =>
        store.idempotency.keep('l', 'd', async () => {
          await insert(2);
          return answer;
        }),
      );
      return answer;
    });
    await later;
    expect(await ids()).toEqual([1, 2]);
  });

  it('does not hold up commands that have none', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const kept = store.idempotency.keep('k', 'd', async () => {
      await insert(1);
      setImmediate(resolve);
      await promise;
      return answer;
    });
    await Promise.all([kept, insert(2), insert(3)]);
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it('answers a request that takes long only when all that it wrote is kept, also what came after the first commit', async () => {
    await store.write((tx) => {
      tx.run('CREATE TABLE owners (id INTEGER PRIMARY KEY)');
      tx.run('CREATE TABLE owned (owner INTEGER REFERENCES owners (id) DEFERRABLE INITIALLY DEFERRED)');
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const kept = store.idempotency.keep('k', 'd', async () => {
      await insert(1);
      vi.advanceTimersByTime(2_001);
      while ((await ids()).length === 0) await new Promise((resolve) => setImmediate(resolve));
      await store.write((tx) => tx.run('INSERT INTO owned VALUES (7)'));
      return answer;
    });
    await expect(kept).rejects.toThrow('SQLITE_CONSTRAINT_FOREIGNKEY');
    expect(await ids()).toEqual([1]);
    expect(await store.idempotency.find('k')).toBeUndefined();
  }, 20_000);

  it('holds several requests in one transaction', async () => {
    await Promise.all(
      [1, 2, 3].map((id) =>
        store.idempotency.keep(`k${id}`, 'd', async () => {
          await insert(id);
          return answer;
        }),
      ),
    );
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it('lets a request write by a transaction of Kysely’s', async () => {
    const request = (key: string, id: number) =>
      store.idempotency.keep(key, 'd', async () => {
        await store
          .database<Tables>()
          .transaction()
          .execute(async (tx) => {
            await tx.insertInto('notes').values({ id, text: 'x' }).execute();
          });
        return answer;
      });
    await Promise.all([request('a', 1), request('b', 2), insert(3)]);
    expect(await ids()).toEqual([1, 2, 3]);
  });
});

describe('the logs', () => {
  const note = (subject: string) => store.write((tx) => tx.note({ kind: 'process', subject, at: 5, body: { a: 1 } }));

  it('are chained, and a change of a line shows', async () => {
    await Promise.all([note('a'), note('b'), note('c')]);
    await store.audit.append({ at: 1, by: null, action: 'user.created', target: null, details: { x: 'y' } });
    expect(store.verify()).toMatchObject({ ok: true, journalCount: 3, auditCount: 1 });
    await store.write((tx) => tx.run("UPDATE journal SET body = '{}' WHERE position = 2"));
    expect(store.verify()).toMatchObject({ ok: false, brokenAt: { chain: 'journal', position: 2 } });
  });

  it('hold lines that were hashed in the first way', async () => {
    const parts = ['0'.repeat(64), 1, 'process', 'a', 5, null, null, '{"a":1}'];
    const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
    await store.write((tx) =>
      tx.run("INSERT INTO journal (position, kind, subject, at, body, hash) VALUES (1, 'process', 'a', 5, ?, ?)", [
        '{"a":1}',
        hash,
      ]),
    );
    await note('b');
    expect(store.verify()).toMatchObject({ ok: true, journalCount: 2 });
  });

  it('show a line that was taken out', async () => {
    await Promise.all([note('a'), note('b'), note('c')]);
    await store.write((tx) => tx.run('DELETE FROM journal WHERE position = 2'));
    expect(store.verify()).toMatchObject({ ok: false, brokenAt: { position: 3 } });
  });

  it('list admin actions, the newest first, page by page', async () => {
    for (const action of ['user.created', 'user.updated', 'group.created'] as const)
      await store.audit.append({ at: 1, by: null, action, target: null, details: {} });
    const first = await store.audit.list({ limit: 2 });
    expect(first.items.map(({ action }) => action)).toEqual(['group.created', 'user.updated']);
    const second = await store.audit.list({ limit: 2, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ action: 'user.created' }], nextCursor: null });
  });
});

describe('a database', () => {
  it('that another process holds for a moment is waited for', async () => {
    const other = new Database(join(folder, 'a.db'));
    other.exec('BEGIN IMMEDIATE');
    const writing = Promise.all([insert(1), insert(2)]);
    setTimeout(() => other.exec('COMMIT'), 100);
    await writing;
    other.close();
    expect(await ids()).toEqual([1, 2]);
  });

  it('that another process holds for longer refuses the command, under an idempotency key too, and keeps no trace of it', async () => {
    const other = new Database(join(folder, 'a.db'));
    other.exec('BEGIN IMMEDIATE');
    const plain = insert(1);
    const kept = store.idempotency.keep('k', 'd', async () => {
      await insert(2);
      return { status: 200, contentType: 'application/json', etag: null, body: '{}' };
    });
    const unavailable = { status: 503 };
    await Promise.all([expect(plain).rejects.toMatchObject(unavailable), expect(kept).rejects.toMatchObject(unavailable)]);
    other.exec('COMMIT');
    other.close();
    expect(await ids()).toEqual([]);
    expect(await store.idempotency.find('k')).toBeUndefined();
    await insert(3);
    expect(await ids()).toEqual([3]);
  }, 20_000);

  it('has one server; a second one is refused until the first is closed', async () => {
    expect(() => open()).toThrow('expected a database that no server has open');
    await expect(
      restoreBackup(join(folder, 'a.db'), join(folder, 'a.db'), createContentStore(folder), { replace: true }),
    ).rejects.toThrow('no server');
    await insert(1);
    await store.close();
    store = open();
    expect(await ids()).toEqual([1]);
  });

  it('refuses one of another build', async () => {
    await store.close();
    expect(() =>
      openStore({ database: `sqlite:${join(folder, 'a.db')}`, now: () => 1, schemas: { notes: [['CREATE TABLE other (id) ']] } }),
    ).toThrow('another build');
  });

  it('refuses PostgreSQL in words', () => {
    expect(() => openStore({ database: 'postgres://x', now: () => 1 })).toThrow('not built yet');
  });

  it('is backed up while it runs, and restored', async () => {
    await insert(1);
    const file = join(folder, 'backup.db');
    const content = createContentStore(join(folder, 'files'));
    await store.backup(file, content);
    await insert(2);
    await expect(store.backup(file, content)).rejects.toThrow('expected a new file');
    await restoreBackup(file, join(folder, 'b.db'), content);
    await expect(restoreBackup(file, join(folder, 'b.db'), content)).rejects.toThrow('database already');
    await store.close();
    store = open('b.db');
    expect(await ids()).toEqual([1]);
    expect(store.verify().ok).toBe(true);
  });

  it('is backed up as of one moment, however much is written meanwhile', async () => {
    await store.write((tx) => {
      for (let id = 1; id <= 3_000; id += 1) tx.run('INSERT INTO notes VALUES (?, ?)', [id, 'n'.repeat(1_000)]);
    });
    const file = join(folder, 'backup.db');
    let isOver = false;
    const backup = store.backup(file, createContentStore(folder)).finally(() => {
      isOver = true;
    });
    let written = 0;
    // An end of its own, so that a backup which never comes to one fails here.
    for (; !isOver && written < 5_000; written += 1) await insert(10_000 + written);
    await backup;
    expect(written).toBeGreaterThan(1);
    expect(written).toBeLessThan(5_000);
    const copy = new Database(file, { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM notes WHERE id < 10000').pluck().get()).toBe(3_000);
    copy.close();
  });

  it('is temporary where no file is named', async () => {
    const memory = openStore({ database: 'memory:', now: () => 1, schemas });
    await memory.write((tx) => tx.run("INSERT INTO notes VALUES (1, 'a')"));
    expect(memory.kind).toBe('memory');
    await memory.close();
    const another = openStore({ database: 'memory:', now: () => 1, schemas });
    expect(await another.read<Tables>().selectFrom('notes').selectAll().execute()).toEqual([]);
    await another.close();
  });
});

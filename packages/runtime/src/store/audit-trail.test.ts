import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditAction } from '../access/index.ts';
import { openStore, type Store } from './index.ts';

const person = (userId: string): AuditAction['by'] => ({ userId, roles: [], groups: [], via: { kind: 'session', id: 's' } });
const day = (number: number) => Date.UTC(2026, 10, number);

let store: Store;
beforeAll(async () => {
  store = openStore({ database: 'memory:', now: () => day(1), schemas: {} });
  const add = (date: number, by: string, action: AuditAction['action'], target: string) =>
    store.audit.append({ at: day(date), by: person(by), action, target, details: {} });
  await add(1, 'chen', 'user.created', 'li');
  await add(2, 'li', 'session.opened', 'li');
  await add(3, 'chen', 'version.published', 'deal');
  await add(4, 'li', 'process.updated', 'deal');
  await Promise.all(Array.from({ length: 2_500 }, () => add(5, 'wang', 'session.opened', 'wang')));
});
afterAll(() => store.close());

type Query = Partial<Parameters<Store['audit']['list']>[0]>;
const positions = async (query: Query) => (await store.audit.list({ limit: 50, ...query })).items.map(({ position }) => position);

describe('the audit log', () => {
  it.each<[string, Query, readonly number[]]>([
    ['by whom', { by: 'chen' }, [3, 1]],
    ['to what', { target: 'deal' }, [4, 3]],
    ['what was done', { action: 'user.created' }, [1]],
    ['by whom and to what', { by: 'li', target: 'deal' }, [4]],
    ['when', { from: '2026-11-02T00:00:00Z', to: '2026-11-04T00:00:00Z' }, [3, 2]],
    ['by whom and when', { by: 'chen', from: '2026-11-02T00:00:00Z' }, [3]],
    ['after the last', { from: '2026-11-06T00:00:00Z' }, []],
    ['before the first', { to: '2026-10-01T00:00:00Z' }, []],
    ['by nobody known', { by: 'nobody' }, []],
  ])('is read by %s', async (_, query, expected) => {
    expect(await positions(query)).toEqual(expected);
  });

  it('is walked through page by page', async () => {
    const first = await store.audit.list({ limit: 2, by: 'wang' });
    const second = await store.audit.list({ limit: 2, by: 'wang', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ position }) => position)).toEqual([2504, 2503, 2502, 2501]);
    const whole = await store.audit.list({ limit: 2, by: 'chen' });
    expect(whole.nextCursor).toBeNull();
  });

  it('looks at no more than so many entries for one page, and goes on from there', async () => {
    const early = { action: 'session.opened' as const, by: 'wang', to: '2026-11-06T00:00:00Z', target: 'wang' };
    expect(await positions({ ...early, limit: 3 })).toHaveLength(3);
    const none = { limit: 50, by: 'wang', action: 'user.created' as const };
    const short = await store.audit.list(none);
    expect(short.items).toEqual([]);
    expect(short.nextCursor).not.toBeNull();
    const rest = await store.audit.list({ ...none, cursor: short.nextCursor ?? '' });
    expect(rest).toEqual({ items: [], nextCursor: null });
  });
});

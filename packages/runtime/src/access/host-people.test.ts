import { describe, expect, it } from 'vitest';
import { openStore } from '../store/index.ts';
import { accessSchema, createAccess, type Principal, withHostPeople } from './index.ts';

const ann: Principal = { userId: 'ann', roles: ['participant'], groups: ['sales'], via: { kind: 'library', id: 'ann' } };
const admin: Principal = { userId: null, roles: ['admin'], groups: [], via: { kind: 'library', id: 'host' } };

function open() {
  const now = () => Date.parse('2026-11-25T09:00:00Z');
  const store = openStore({ database: 'memory:', now, schemas: { access: accessSchema } });
  const own = createAccess({
    database: store.database(),
    audit: store.audit,
    afterCommit: (hook) => store.write((tx) => tx.onCommit(hook)),
    now,
    secret: 'a secret of the tests, long enough',
  });
  const user = (id: string, groups: string[], isActive = true) => ({
    id,
    email: `${id}@x.example`,
    name: id,
    roles: [],
    groups,
    isActive,
  });
  const access = withHostPeople(own, {
    identify: async (headers) => (headers.get('X-User') === 'ann' ? ann : null),
    directory: async () => ({ users: [user('ann', ['sales']), user('bob', ['sales', 'legal']), user('gone', ['legal'], false)] }),
  });
  return { access, store };
}

describe('the people of a host', () => {
  it('are who the host says, and keys are still the server’s own', async () => {
    const { access, store } = open();
    expect(await access.identify(new Headers({ 'X-User': 'ann' }))).toEqual(ann);
    expect(await access.identify(new Headers())).toBeNull();
    const { key } = await access.createApiKey(admin, { name: 'crm', roles: ['worker'] });
    expect(await access.identify(new Headers({ Authorization: `Bearer ${key}` }))).toMatchObject({ roles: ['worker'] });
    await store.close();
  });

  it('have no account here, and are found in the host’s directory', async () => {
    const { access, store } = open();
    expect(await access.principalOf('bob', ann.via)).toMatchObject({ userId: 'bob', groups: ['sales', 'legal'] });
    expect(await access.principalOf('gone', ann.via)).toBeNull();
    expect(await access.me(ann)).toEqual({
      userId: 'ann',
      user: null,
      roles: ['participant'],
      groups: ['sales'],
      via: 'library',
    });
    const { items } = await access.listPeople(ann, { limit: 50, group: 'sales' });
    expect(items.map(({ id }) => id)).toEqual(['ann', 'bob']);
    const { nextCursor } = await access.listPeople(ann, { limit: 1 });
    const second = await access.listPeople(ann, { limit: 1, cursor: nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ id: 'bob' }], nextCursor: null });
    expect((await access.listGroups(ann)).items).toEqual([
      { id: 'legal', name: 'legal', memberCount: 2 },
      { id: 'sales', name: 'sales', memberCount: 2 },
    ]);
    await store.close();
  });
});

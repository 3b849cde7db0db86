import type { Group, ListPeopleQuery, Me, Page, Person } from '@fortnight/shared/contract';
import type { Directory } from '@fortnight/shared/people';
import { cursorAt, placeOf } from '../base/index.ts';
import type { Access } from './access.ts';
import { type Principal, principalIn } from './principal.ts';

/** The people of a host program that has its own sign-in. */
export interface HostPeople {
  /** Who calls; null asks this server's own keys and sessions. */
  readonly identify?: (headers: Headers) => Promise<Principal | null>;
  readonly directory?: () => Promise<Directory>;
}

/** Access where the host says who calls and who there is; keys stay this server's own. */
export function withHostPeople(access: Access, { identify, directory }: HostPeople): Access {
  if (!identify && !directory) return access;
  const people = directory ?? access.directory;
  return {
    ...access,
    directory: people,
    identify: async (headers) => (await identify?.(headers)) ?? access.identify(headers),

    async me(by): Promise<Me> {
      const own = (await access.directory()).users.some(({ id }) => id === by.userId);
      if (own) return access.me(by);
      return { userId: by.userId, user: null, roles: [...by.roles], groups: [...by.groups], via: by.via.kind };
    },

    async principalOf(userId, via): Promise<Principal | null> {
      if (!directory) return access.principalOf(userId, via);
      return principalIn(await directory(), userId, via);
    },

    async listPeople(by, query): Promise<Page<Person>> {
      if (!directory) return access.listPeople(by, query);
      return pageOf(await directory(), query);
    },

    async listGroups(by): Promise<{ items: Group[] }> {
      if (!directory) return access.listGroups(by);
      const { users } = await directory();
      const ids = [...new Set(users.flatMap(({ groups }) => groups))].toSorted();
      const countOf = (id: string) => users.filter(({ groups }) => groups.includes(id)).length;
      return { items: ids.map((id) => ({ id, name: id, memberCount: countOf(id) })) };
    },
  };
}

function pageOf({ users }: Directory, { limit, cursor, search, group, ids }: ListPeopleQuery): Page<Person> {
  const part = search?.toLowerCase();
  const wanted = ids?.split(',');
  const [after] = placeOf('people', cursor, ['']) ?? [];
  const found = users
    .filter(({ isActive }) => isActive)
    .filter(({ groups }) => group === undefined || groups.includes(group))
    .filter(({ id }) => wanted === undefined || wanted.includes(id))
    .filter(({ name, email }) => part === undefined || `${name}\n${email}`.toLowerCase().includes(part))
    .toSorted((left, right) => (left.email < right.email ? -1 : 1))
    .filter(({ email }) => after === undefined || email > after);
  const items = found.slice(0, limit).map(({ id, name, email }) => ({ id, name, email }));
  const last = items.at(-1);
  return { items, nextCursor: last && found.length > limit ? cursorAt('people', [last.email]) : null };
}

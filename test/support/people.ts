/** A small firm: one person a group, and a line of managers. */
import type { Directory } from '@fortnight/shared/people';

const person = (id: string, groups: readonly string[], managerId?: string, roles: readonly string[] = ['participant']) => ({
  id,
  email: `${id}@firm.example`,
  name: id,
  roles,
  groups,
  isActive: true,
  ...(managerId === undefined ? {} : { managerId }),
});

export const firm: Directory = {
  users: [
    person('rep', ['sales', 'advisor'], 'manager'),
    person('manager', ['sales-manager'], 'chief'),
    person('chief', ['executive']),
    person('presales', ['presales'], 'manager'),
    person('finance', ['finance'], 'chief'),
    person('legal', ['legal'], 'chief'),
    person('compliance', ['compliance'], 'chief'),
    person('it', ['it'], 'chief'),
    person('engineer', ['engineering'], 'chief'),
    person('planner', ['production'], 'chief'),
    person('driver', ['delivery'], 'chief'),
    person('service', ['service'], 'chief'),
    person('success', ['customer-success'], 'chief'),
    person('admin', [], undefined, ['admin']),
  ],
};

/** Somebody as the actor of a command, in the groups that they are in. */
export function actor(id: string): { userId: string; groups: readonly string[] } {
  const found = firm.users.find((user) => user.id === id);
  if (!found) throw new Error(`nobody in the firm is called ${id}`);
  return { userId: found.id, groups: found.groups };
}

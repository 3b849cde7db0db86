import { describe, expect, it } from 'vitest';
import { type Directory, type DirectoryUser, resolveWho } from './index.ts';

const user = (id: string, more: Partial<DirectoryUser> = {}): DirectoryUser => ({
  id,
  email: `${id}@example.com`,
  name: id,
  roles: [],
  groups: [],
  isActive: true,
  ...more,
});
const directory: Directory = {
  users: [
    user('ann', { managerId: 'bob', roles: ['admin'] }),
    user('bob', { absence: { from: 10, to: 20, substituteId: 'ann' } }),
    user('cid', { isActive: false, roles: ['admin'] }),
    user('dan', { managerId: 'cid' }),
  ],
};
const resolve = (who: string, at = 0) => resolveWho(directory, who, at);

describe('a who entry', () => {
  it('finds a user by id and by e-mail', () => {
    expect(resolve('user:ann')).toEqual({ users: ['ann'], groups: [] });
    expect(resolve('user:Ann@example.com').users).toEqual(['ann']);
  });
  it('leaves a group a group', () => {
    expect(resolve('group:legal')).toEqual({ users: [], groups: ['legal'] });
  });
  it('finds the active holders of a role', () => {
    expect(resolve('role:admin').users).toEqual(['ann']);
  });
  it('finds a manager, and notes the substitute while away', () => {
    expect(resolve('manager-of:ann')).toEqual({ users: ['bob'], groups: [] });
    expect(resolve('manager-of:ann', 15)).toEqual({ users: ['bob'], groups: [], note: 'bob is away; ann acts for them.' });
    expect(resolve('manager-of:ann', 20).note).toBeUndefined();
  });
  it.each([
    ['user:cid', 'The user "cid" is not active.'],
    ['user:eve', 'There is no user "eve".'],
    ['manager-of:bob', 'bob has no manager in the directory.'],
    ['manager-of:dan', 'The manager of dan is not active.'],
    ['role:risk', 'Nobody active has the role "risk".'],
    ['manager:ann', '"manager:ann" names nobody: expected user:, group:, role: or manager-of:.'],
    ['user:', '"user:" names nobody: expected user:, group:, role: or manager-of:.'],
  ])('says why %s finds nobody', (who, note) => {
    expect(resolve(who)).toEqual({ users: [], groups: [], note });
  });
  it.each(['managers-up-to:3', 'managers-up-to:role:vp', 'picked'])('refuses %s by its name', (who) => {
    expect(resolve(who)).toMatchObject({ users: [], note: expect.stringContaining(`"${who}" cannot be resolved yet`) });
  });
  it('takes blanks around a name', () => {
    expect(resolve(' user: ann ').users).toEqual(['ann']);
    expect(resolve('group: legal').groups).toEqual(['legal']);
  });
  it('prefers an id to an e-mail, and finds no substitute who is gone', () => {
    const people = { users: [user('x', { email: 'y' }), user('y', { absence: { from: 0, to: 9, substituteId: 'gone' } })] };
    expect(resolveWho(people, 'user:y', 1)).toEqual({ users: ['y'], groups: [], note: 'y is away and has no substitute.' });
  });
});

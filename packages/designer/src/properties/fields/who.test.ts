import { describe, expect, it } from 'vitest';
import { parseWho, sayWho, theOnlyOne, writeWho } from './who.ts';

describe('somebody in a field', () => {
  it.each([
    ['group:finance', { kind: 'group', name: 'finance' }],
    ['manager-of: starter', { kind: 'manager-of', name: 'starter' }],
    ['user:gm@example.com', { kind: 'user', name: 'gm@example.com' }],
    ['picked', { kind: 'picked', name: '' }],
    ['managers-up-to:3:role', { kind: 'managers-up-to', name: '3:role' }],
    ['legal', { kind: 'group', name: 'legal' }],
    ['', { kind: 'group', name: '' }],
  ])('reads %s', (text, who) => {
    expect(parseWho(text)).toEqual(who);
  });

  it('writes what it reads', () => {
    for (const text of ['group:finance', 'variable:owner', 'picked', 'role:admin'])
      expect(writeWho(parseWho(text).kind, parseWho(text).name)).toBe(text);
  });

  it('is read by the name that the directory knows', () => {
    const groups = [{ id: 'legal', name: 'Legal team' }];
    const people = [{ id: 'u1', name: 'Li Wei', email: 'li@example.com' }];
    const said = (text: string) => sayWho(text, { groups, people });
    expect(['group:legal', 'group:sales', 'role:admin'].map(said)).toEqual(['Legal team', 'sales', 'role:admin']);
    expect(['user:Li@example.com', 'user:u1', 'user:gone@example.com'].map(said)).toEqual([
      'Li Wei',
      'Li Wei',
      'user:gone@example.com',
    ]);
  });

  it('is completed where a beginning means one alone, and left as it is typed otherwise', () => {
    const choices = ['finance', 'sales', 'sales-manager'].map((value) => ({ value, label: `Team ${value} (${value})` }));
    const meant = (text: string) => theOnlyOne(choices, text);
    expect(meant('Fin')).toBe('finance');
    expect(meant('team f')).toBe('finance');
    expect(['sales', 'manager', 'legal', ''].map(meant)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

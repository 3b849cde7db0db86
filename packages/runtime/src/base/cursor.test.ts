import { describe, expect, it } from 'vitest';
import { cursorAt, placeOf } from './cursor.ts';

describe('a cursor', () => {
  it('is read by the list that wrote it', () => {
    const cursor = cursorAt('tasks dueAt', [12, '李伟 "a"']);
    expect(placeOf('tasks dueAt', cursor, [0, ''])).toEqual([12, '李伟 "a"']);
    expect(placeOf('tasks dueAt', undefined, [0, ''])).toBeUndefined();
  });

  it.each([
    ['made up', 'made up'],
    ['empty', ''],
    ['a number', '12'],
    ['JSON of something else', Buffer.from('{"a":1}').toString('base64url')],
    ['of another list', cursorAt('incidents', [12, 'a'])],
    ['of another order', cursorAt('tasks createdAt', [12, 'a'])],
    ['too short', cursorAt('tasks dueAt', [12])],
    ['too long', cursorAt('tasks dueAt', [12, 'a', 'b'])],
    ['of other types', cursorAt('tasks dueAt', ['12', 'a'])],
    ['no whole number', cursorAt('tasks dueAt', [0.5, 'a'])],
  ])('that is %s is refused, with what to do', (_, cursor) => {
    expect(() => placeOf('tasks dueAt', cursor, [0, ''])).toThrow(
      expect.objectContaining({
        status: 400,
        code: 'invalid-cursor',
        params: { cursor },
        message: expect.stringContaining('Leave it out'),
      }),
    );
  });
});

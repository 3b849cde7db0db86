/** Where a list goes on: a text that is read by the list that wrote it, and by no other. */

import { Refused } from './refused.ts';

/** A cursor that a list did not write. */
export class CursorRefused extends Refused {
  override readonly name = 'CursorRefused';

  constructor(cursor: string) {
    super(
      400,
      'invalid-cursor',
      `cursor: expected the nextCursor of this list, asked for in the same order; found "${cursor}". Leave it out to begin anew.`,
      { params: { cursor } },
    );
  }
}

type Member = string | number;

/** `list` names the list and its order; `place` the last item that was told. */
export const cursorAt = (list: string, place: readonly Member[]): string =>
  Buffer.from(JSON.stringify([list, ...place])).toString('base64url');

/**
 * The place that a cursor names; undefined without one.
 *
 * Shape: `like` has a member of the same type for each of the place.
 * Errors: throws `CursorRefused` (400 `invalid-cursor`).
 */
export function placeOf<P extends Member[]>(list: string, cursor: string | undefined, like: readonly [...P]): P | undefined {
  if (cursor === undefined) return undefined;
  const [from, ...place] = membersOf(cursor);
  const isAlike =
    from === list &&
    place.length === like.length &&
    place.every(
      (member, index) => typeof member === typeof like[index] && (typeof member === 'string' || Number.isSafeInteger(member)),
    );
  if (!isAlike) throw new CursorRefused(cursor);
  return place as P;
}

function membersOf(cursor: string): unknown[] {
  try {
    const members: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(members) ? members : [];
  } catch {
    return [];
  }
}

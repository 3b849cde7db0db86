import { randomFillSync } from 'node:crypto';
import { EngineRefused } from './refusal.ts';

let last = { at: 0, count: 0 };
const tailBytes = 6;
/** Random bytes for the next tails: asking for a few each time costs more than all else of an id. */
const pool = Buffer.alloc(512 * tailBytes);
let used = pool.length;

function tail(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const from = used;
  used += tailBytes;
  return pool.toString('hex', from, used);
}

/** A new id that sorts in the order of making, so that new rows stand together in the indexes; its tail cannot be guessed. */
export function createId(at: number): string {
  last = { at, count: last.at === at ? last.count + 1 : 0 };
  return at.toString(36).padStart(9, '0') + last.count.toString(36).padStart(4, '0') + tail();
}

/** The wire's id of something inside a case: `<instance>~<local>`. */
export const wireId = (instanceId: string, localId: string): string => `${instanceId}~${localId}`;

/** Errors: what is no such id names nothing that is there: 404. */
export function splitId(what: string, id: string): { readonly instanceId: string; readonly localId: string } {
  const at = id.lastIndexOf('~');
  if (at < 1 || at === id.length - 1) throw new EngineRefused(404, `${what}-not-found`, `There is no ${what} "${id}".`, { id });
  return { instanceId: id.slice(0, at), localId: id.slice(at + 1) };
}

/** The engine's host port on SQLite. */
import type { EngineHost } from '../../engine/index.ts';
import type { Connection } from '../connection.ts';
import type { WriteQueue } from '../write-queue.ts';
import { queriesOn, tablesOn } from './engine-reads.ts';
import type { EngineWrites } from './engine-writes.ts';

export function createEngineHost(queue: WriteQueue, writes: EngineWrites, reader: Connection): EngineHost {
  const tables = tablesOn(reader);
  return {
    reads: { ...tables, ...queriesOn(reader, tables) },
    write: (command) => queue.write((tx) => command(writes.of(tx))),
  };
}

/** The engine's host port on SQLite. */
import type { EngineHost, EngineReads } from '../../engine/index.ts';
import type { Connection } from '../connection.ts';
import type { WriteQueue } from '../write-queue.ts';
import { queriesOn, tablesOn } from './engine-reads.ts';
import type { EngineWrites } from './engine-writes.ts';

export interface Connections {
  readonly reader: Connection;
  readonly writer: Connection;
}

export function createEngineHost(queue: WriteQueue, writes: EngineWrites, { reader, writer }: Connections): EngineHost {
  const committed = readsOn(reader);
  const held = readsOn(writer);
  return {
    /** A request whose transaction is held open for its kept answer reads what it wrote; everybody else what is committed. */
    get reads() {
      return queue.held() ? held : committed;
    },
    write: (command) => queue.write((tx) => command(writes.of(tx))),
  };
}

function readsOn(connection: Connection): EngineReads {
  const tables = tablesOn(connection);
  return { ...tables, ...queriesOn(connection, tables) };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { ContentStore } from '../files/index.ts';
import { auditIndexes, createAuditTrail } from './audit-trail.ts';
import { type BackupReport, backUp } from './backup.ts';
import { type ChainReport, verifyChains } from './chain.ts';
import { Checkpoints } from './checkpoints.ts';
import { Connection } from './connection.ts';
import { fileOf } from './database-address.ts';
import { type DatabaseLock, lockDatabase } from './database-lock.ts';
import { callsSchema } from './engine/calls.ts';
import { casePathsSchema, casePeopleSchema } from './engine/case-paths.ts';
import { casesTogether } from './engine/cases-together.ts';
import { drawnCases } from './engine/drawn-cases.ts';
import { endedMoves } from './engine/ended-moves.ts';
import { createEngineHost } from './engine/engine-host.ts';
import { correlationsSchema, engineSchema, signalsSchema } from './engine/engine-tables.ts';
import { createEngineWrites } from './engine/engine-writes.ts';
import { keptCounts } from './engine/kept-counts.ts';
import { keptFigures } from './engine/kept-figures.ts';
import { migrationTallies } from './engine/migration-tallies.ts';
import { movingSchema } from './engine/moving.ts';
import { ruleFailures, ruleFailuresByRollout } from './engine/rule-failures.ts';
import { stopsSchema } from './engine/stops.ts';
import { taskPathsSchema } from './engine/task-paths.ts';
import { createFileRecords } from './file-records.ts';
import { createInsightReads } from './insight/insight-reads.ts';
import { JournalLines } from './journal-lines.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { readingDialect, writingDialect } from './kysely-dialect.ts';
import { migrate, type Schemas } from './migrate.ts';
import { storeSchema } from './tables.ts';
import type { Transaction } from './transaction.ts';
import { WriteQueue } from './write-queue.ts';

export interface StoreOptions {
  /** `sqlite:PATH`, or `memory:` for a temporary file that goes when the store is closed. */
  readonly database: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** The tables of the other rooms, by room. */
  readonly schemas?: Schemas;
  /** Told after each COMMIT how many commands it carried. */
  readonly onCommit?: ((commandCount: number) => void) | undefined;
}

/**
 * Opens the database, brings its tables up to date, and hands out the ways to read and write.
 *
 * Errors: throws when the database cannot be opened durably (WAL, synchronous FULL), belongs to another build, or is another server's.
 */
export function openStore({ database, now, schemas = {}, onCommit }: StoreOptions) {
  const temporary = database === 'memory:' ? mkdtempSync(join(tmpdir(), 'fortnight-')) : undefined;
  const file = temporary === undefined ? fileOf(database) : join(temporary, 'fortnight.db');
  const lock = lockDatabase(file);
  const writer = openWriter(
    file,
    lock,
    {
      store: [storeSchema, auditIndexes],
      engine: [
        engineSchema,
        keptCounts,
        casePathsSchema,
        signalsSchema,
        correlationsSchema,
        callsSchema,
        [...casePeopleSchema, ...taskPathsSchema],
        casesTogether,
        endedMoves,
        drawnCases,
        movingSchema,
        ruleFailures,
        migrationTallies,
        keptFigures,
        stopsSchema,
        ruleFailuresByRollout,
      ],
      ...schemas,
    },
    now(),
  );
  const reader = new Connection(file, { readonly: true });
  const checkpoints = new Checkpoints(file, writer);
  const journal = new JournalLines(writer);
  const engineWrites = createEngineWrites(writer, journal);
  const queue = new WriteQueue(writer, {
    journal,
    parts: engineWrites.parts,
    turn: () => checkpoints.turn,
    onCommit(commandCount) {
      checkpoints.committed(commandCount);
      onCommit?.(commandCount);
    },
  });
  const writing = new Kysely<unknown>({ dialect: writingDialect(writer, reader, queue) });
  const reading = new Kysely<unknown>({ dialect: readingDialect(reader) });
  const kind = temporary === undefined ? ('sqlite' as const) : ('memory' as const);
  let closing: Promise<void> | undefined;
  return {
    kind,
    /** Reads and writes; every write is in the group commit. */
    database: <T>(): Kysely<T> => writing as Kysely<T>,
    /** Reads what is committed. */
    read: <T>(): Kysely<T> => reading as Kysely<T>,
    /** Runs one synchronous command in the shared transaction and answers after its COMMIT; what it throws undoes it alone. */
    write: <T>(command: (tx: Transaction) => T): Promise<T> => queue.write(command),
    audit: createAuditTrail(queue, reader),
    idempotency: createKeptAnswers(queue, reader, now),
    files: createFileRecords(queue, reader),
    engineHost: createEngineHost(queue, engineWrites, { reader, writer }),
    /** What the engine reads and changes within a transaction that others write in too. */
    engineWithin: (tx: Transaction) => engineWrites.of(tx),
    insightReads: createInsightReads(reader, queue.statistics, { kind, file }),
    /** Where a clock that is moved by hand stood last (epoch ms). */
    clock: {
      last: (): number | undefined => {
        const kept = reader.get<{ value: string }>("SELECT value FROM facts WHERE name = 'clockAt'");
        return kept && Number(kept.value);
      },
      keep: (at: number): Promise<void> =>
        queue.write((tx) => {
          tx.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', ['clockAt', String(at)]);
        }),
    },
    /** Computes every link of both logs again. */
    verify: (): ChainReport => verifyChains(reader),
    /** Writes the database and the bytes of its files into one new file. */
    backup: async (to: string, content: ContentStore): Promise<BackupReport> => {
      const report = await backUp(file, to, content);
      await queue.write((tx) => {
        tx.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', ['lastBackupAt', String(now())]);
      });
      return report;
    },
    close: (): Promise<void> => {
      closing ??= (async () => {
        await queue.close();
        await checkpoints.stop();
        reader.close();
        writer.close();
        lock.release();
        if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
      })();
      return closing;
    },
  };
}

function openWriter(file: string, lock: DatabaseLock, schemas: Schemas, at: number): Connection {
  let writer: Connection | undefined;
  try {
    writer = new Connection(file);
    migrate(writer, schemas, at);
    return writer;
  } catch (error) {
    writer?.close();
    lock.release();
    throw error;
  }
}

export type Store = ReturnType<typeof openStore>;

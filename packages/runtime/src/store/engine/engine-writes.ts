/** What a command of the engine reads and changes: records in memory over what SQLite has, written a batch at a time. */
import type { CaseDayRecord, EngineTransaction, InstanceRecord, StepDayRecord, TaskRecord } from '../../engine/index.ts';
import type { Connection } from '../connection.ts';
import type { JournalLines } from '../journal-lines.ts';
import type { Transaction } from '../transaction.ts';
import type { Unwritten } from '../unwritten.ts';
import { writeCandidates } from './candidates.ts';
import { type Queries, queriesOn, type RecordTables, tablesOn } from './engine-reads.ts';
import { ParticipantBatch } from './participants.ts';
import { RecordBatch } from './record-batch.ts';
import { Resident } from './resident.ts';
import { subjectsOf } from './whose.ts';

/** Cases and open tasks that were used last stay in memory, each up to so many characters of text: some tens of MB. */
const residentCharacters = 8_000_000;
/** What a record costs beside its texts. */
const recordSize = 1_000;
const forgottenAtOnce = 100;

const sizeOfCase = ({ endedAt, body, search }: InstanceRecord): number =>
  endedAt === null ? recordSize + body.length + search.length : 0;
const sizeOfTask = ({ state, draft, votes }: TaskRecord): number =>
  state === 'open' ? recordSize + (draft === null ? 0 : JSON.stringify(draft).length) + votes.length * 200 : 0;

/** Days that are counted in stay too: today's change with nearly every command. */
const residentDays = 2_000_000;
const sizeOfDay = ({ durations, running }: CaseDayRecord | StepDayRecord): number =>
  recordSize + 40 * (Object.keys(durations).length + Object.keys(running).length);

const inParts = (writer: Connection, tables: RecordTables) => ({
  instances: new RecordBatch(tables.instances, { resident: new Resident(residentCharacters, sizeOfCase) }),
  tasks: new RecordBatch(tables.tasks, {
    resident: new Resident(residentCharacters, sizeOfTask),
    onWrite: (before, after) => writeCandidates(writer, before, after),
  }),
  incidents: new RecordBatch(tables.incidents),
  jobs: new RecordBatch(tables.jobs),
  timers: new RecordBatch(tables.timers),
  subscriptions: new RecordBatch(tables.subscriptions),
  stageVisits: new RecordBatch(tables.stageVisits),
  stageMoves: new RecordBatch(tables.stageMoves),
  caseDays: new RecordBatch(tables.caseDays, { resident: new Resident<CaseDayRecord>(residentDays, sizeOfDay) }),
  stepDays: new RecordBatch(tables.stepDays, { resident: new Resident<StepDayRecord>(residentDays, sizeOfDay) }),
  comments: new RecordBatch(tables.comments),
  messages: new RecordBatch(tables.messages),
  seenMessages: new RecordBatch(tables.seenMessages),
  correlations: new RecordBatch(tables.correlations),
  outbox: new RecordBatch(tables.outbox),
  triggers: new RecordBatch(tables.triggers),
  overrides: new RecordBatch(tables.overrides),
  versionMoves: new RecordBatch(tables.versionMoves),
  migrations: new RecordBatch(tables.migrations),
  migrationCases: new RecordBatch(tables.migrationCases),
  stops: new RecordBatch(tables.stops),
  standstills: new RecordBatch(tables.standstills),
});
type Batches = ReturnType<typeof inParts>;

export interface EngineWrites {
  /** Take part in every transaction of the writer. */
  readonly parts: readonly Unwritten[];
  /** What a command inside of a transaction is given. */
  of(tx: Transaction): EngineTransaction;
}

export function createEngineWrites(writer: Connection, journal: JournalLines): EngineWrites {
  const tables = tablesOn(writer);
  const queries = queriesOn(writer, tables);
  const batches = inParts(writer, tables);
  const participants = new ParticipantBatch(writer);
  let made: { readonly for: Transaction; readonly transaction: EngineTransaction } | undefined;
  return {
    parts: [...Object.values(batches), participants],
    of(tx) {
      if (made?.for === tx) return made.transaction;
      const transaction: EngineTransaction = {
        ...batches,
        ...queriesIn(tx, queries, batches, { journal, participants }),
        ...commandsIn(tx, tables, batches, participants),
      };
      made = { for: tx, transaction };
      return transaction;
    },
  };
}

/** The queries inside of a transaction: what SQL is asked about is written first. */
function queriesIn(
  tx: Transaction,
  queries: Queries,
  batches: Batches,
  { journal, participants }: { readonly journal: JournalLines; readonly participants: ParticipantBatch },
): Queries {
  type Name = keyof Batches;
  const after = <A extends readonly unknown[], T>(names: readonly Name[], query: (...given: A) => T) => {
    return (...given: A): T => {
      if (names.some((name) => batches[name].isUnwritten())) tx.settle();
      return query(...given);
    };
  };
  const afterAll = <A extends readonly unknown[], T>(query: (...given: A) => T) => {
    return (...given: A): T => {
      tx.settle();
      return query(...given);
    };
  };
  const afterJournal = <A extends readonly unknown[], T>(query: (...given: A) => T) => {
    return (...given: A): T => {
      if (journal.isUnwritten) tx.settle();
      return query(...given);
    };
  };
  return {
    // What other rooms keep is written at once.
    listFiles: queries.listFiles,
    processOf: queries.processOf,
    listInstances: afterAll(queries.listInstances),
    listTasks: afterAll(queries.listTasks),
    listIncidents: afterAll(queries.listIncidents),
    listEvents: afterJournal(queries.listEvents),
    listChanges: afterJournal(queries.listChanges),
    lastPosition: afterJournal(queries.lastPosition),
    processIdOf: after(['instances'], queries.processIdOf),
    calledCase: after(['instances'], queries.calledCase),
    wasOffered: after(['tasks'], queries.wasOffered),
    countUndoable: afterAll(queries.countUndoable),
    listMigrations: after(['migrations'], queries.listMigrations),
    listMigrationCases: after(['migrationCases'], queries.listMigrationCases),
    countRunning: afterAll(queries.countRunning),
    runningByStage: afterAll(queries.runningByStage),
    runningByVersion: afterAll(queries.runningByVersion),
    availableJobs: after(['jobs'], queries.availableJobs),
    dueTimers: after(['timers'], queries.dueTimers),
    dueTriggers: after(['triggers'], queries.dueTriggers),
    dueOutbox: after(['outbox'], queries.dueOutbox),
    nextDueAt: after(['timers', 'triggers', 'outbox', 'stops'], queries.nextDueAt),
    listStops: after(['stops'], queries.listStops),
    countStanding: after(['instances'], queries.countStanding),
    countWithJob: after(['jobs'], queries.countWithJob),
    countStandstills: after(['standstills'], queries.countStandstills),
    nextStandstills: after(['standstills'], queries.nextStandstills),
    bufferedMessage: after(['messages'], queries.bufferedMessage),
    takesPart(instanceId, userIds, groups) {
      const joined = participants.of(instanceId);
      if (subjectsOf(userIds, groups).some((subject) => joined.includes(subject))) return true;
      if (batches.tasks.isUnwritten((task) => task.instanceId === instanceId)) tx.settle();
      return queries.takesPart(instanceId, userIds, groups);
    },
  };
}

type Commands = Omit<EngineTransaction, keyof Batches | keyof Queries>;

function commandsIn(tx: Transaction, tables: RecordTables, batches: Batches, participants: ParticipantBatch): Commands {
  const { timers, jobs, subscriptions, outbox, standstills } = batches;
  return {
    appendEvents(instanceId, at, events) {
      const [first, last] = [events[0], events.at(-1)];
      if (first && last) tx.note({ kind: 'events', subject: instanceId, at, fromSeq: first.seq, toSeq: last.seq, body: events });
    },
    appendNote: (kind, subject, at, body) => tx.note({ kind, subject, at, body }),
    audit: (action) => tx.audit(action),
    addParticipants: (instanceId, userIds, groups) => participants.add(instanceId, subjectsOf(userIds, groups)),
    hold(instanceId, isHeld) {
      // What a stop holds meets it again where that is still in force.
      const held = isHeld ? { isHeld: 1 } : { isHeld: 0, heldBy: null };
      for (const { id } of timers.find({ instanceId })) timers.update(id, held);
      for (const { id } of jobs.find({ instanceId })) jobs.update(id, held);
      for (const { id } of subscriptions.find({ instanceId })) subscriptions.update(id, { isHeld: held.isHeld });
      for (const { id } of outbox.find({ target: instanceId })) outbox.update(id, held);
    },
    clearWaits(instanceId) {
      for (const table of [timers, jobs, subscriptions, standstills])
        for (const { id } of table.find({ instanceId })) table.remove(id);
      for (const { id } of outbox.find({ target: instanceId })) outbox.remove(id);
    },
    countMove(move) {
      const { processId, version, fromStage, toStage, kind } = move;
      const id = JSON.stringify([processId, version, fromStage, toStage, kind]);
      const known = batches.stageMoves.get(id);
      if (known) batches.stageMoves.update(id, { count: known.count + 1 });
      else batches.stageMoves.insert({ id, ...move, count: 1 });
    },
    forgetMessages(at) {
      for (const name of ['messages', 'seenMessages'] as const)
        for (const { id } of tables[name].select(`expiresAt <= ? LIMIT ${forgottenAtOnce}`, [at])) batches[name].remove(id);
    },
    attachFile: (fileId, instanceId, uploadedBy) =>
      tx.run(
        `UPDATE files SET instanceId = ?, file = json_set(file, '$.instanceId', ?)
          WHERE id = ? AND (instanceId = ? OR (instanceId IS NULL AND (? = 'anybody' OR file ->> '$.uploadedBy' IS ?)))`,
        [instanceId, instanceId, fileId, instanceId, uploadedBy, uploadedBy],
      ) > 0,
    onCommit: (hook) => tx.onCommit(hook),
  };
}

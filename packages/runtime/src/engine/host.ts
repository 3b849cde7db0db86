/**
 * The host port: what the engine needs of whatever keeps its data. SQLite stands behind it in the store room.
 */
import type { JsonObject } from '@fortnight/shared/base';
import type { Event } from '@fortnight/shared/kernel';
import type { AuditAction } from '../access/index.ts';
import type {
  CaseDayRecord,
  CommentRecord,
  CorrelationRecord,
  IncidentRecord,
  InstanceRecord,
  JobRecord,
  MessageRecord,
  MigrationCaseRecord,
  MigrationRecord,
  OutboxRecord,
  OverrideRecord,
  SeenMessageRecord,
  StageMoveRecord,
  StageVisitRecord,
  StandstillRecord,
  StepDayRecord,
  StopRecord,
  SubscriptionRecord,
  TaskRecord,
  TimerRecord,
  TriggerRecord,
  VersionMoveRecord,
} from './records.ts';

/** Equality on any members; null finds what has none. */
export type Where<R> = Partial<R>;

export interface ReadTable<R> {
  get(id: string): R | undefined;
  /** In the order of `orderBy` (ascending), else of none that counts. */
  find(where: Where<R>, options?: { readonly orderBy?: keyof R & string; readonly limit?: number }): R[];
}
export interface WriteTable<R> extends ReadTable<R> {
  insert(record: R): void;
  update(id: string, changes: Partial<R>): void;
  /** The same for a record of which all is known; what differs is written. */
  replace(record: R): void;
  remove(id: string): void;
}

type Tables<Kind extends 'read' | 'write'> = {
  readonly [Name in keyof Records]: Kind extends 'read' ? ReadTable<Records[Name]> : WriteTable<Records[Name]>;
};
export interface Records {
  instances: InstanceRecord;
  tasks: TaskRecord;
  incidents: IncidentRecord;
  jobs: JobRecord;
  timers: TimerRecord;
  subscriptions: SubscriptionRecord;
  stageVisits: StageVisitRecord;
  stageMoves: StageMoveRecord;
  caseDays: CaseDayRecord;
  stepDays: StepDayRecord;
  comments: CommentRecord;
  messages: MessageRecord;
  seenMessages: SeenMessageRecord;
  correlations: CorrelationRecord;
  outbox: OutboxRecord;
  triggers: TriggerRecord;
  overrides: OverrideRecord;
  versionMoves: VersionMoveRecord;
  migrations: MigrationRecord;
  migrationCases: MigrationCaseRecord;
  stops: StopRecord;
  standstills: StandstillRecord;
}

/** Whose cases and tasks a reader sees; undefined: everybody's. */
export interface Sight {
  /** The reader, and whom they stand in for now. */
  readonly userIds: readonly string[];
  readonly groups: readonly string[];
  /** Sees the cases of the processes that they own. */
  readonly ownerId: string | null;
}

export interface InstanceFilter {
  readonly processId?: string;
  readonly states?: readonly string[];
  readonly businessKey?: string;
  readonly version?: number;
  /** Stands at any of these. */
  readonly elementIds?: readonly string[];
  /** Has an open job of the type. */
  readonly jobType?: string;
  readonly stageId?: string;
  readonly outcome?: string;
  readonly owner?: string;
  readonly starter?: string;
  readonly parentInstanceId?: string;
  readonly hasIncident?: boolean;
  /** True: only those that are over their stage's target at this time. */
  readonly overTargetAt?: number;
  readonly search?: string;
  readonly sort: '-updatedAt' | '-startedAt' | 'startedAt' | 'caseName';
}
export interface TaskFilter {
  readonly instanceId?: string;
  readonly processId?: string;
  readonly version?: number;
  readonly state?: string;
  /** Any of these. */
  readonly assignees?: readonly string[];
  readonly group?: string;
  readonly elementId?: string;
  readonly kind?: string;
  readonly search?: string;
  readonly dueBefore?: number;
  /** Open to these people and groups, and held by nobody. */
  readonly openTo?: { readonly userIds: readonly string[]; readonly groups: readonly string[] };
  readonly sort: 'dueAt' | 'createdAt' | '-createdAt';
}
export interface IncidentFilter {
  readonly instanceId?: string;
  readonly processId?: string;
  readonly elementId?: string;
  readonly groupId?: string;
  readonly code?: string;
  readonly state: string;
}
export interface PageAsk {
  readonly limit: number;
  readonly cursor?: string;
}
export interface RecordPage<R> {
  readonly items: R[];
  readonly nextCursor: string | null;
}

/** A line of the journal that holds events of a case. */
export interface EventLine {
  readonly position: number;
  readonly at: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly events: readonly Event[];
  readonly hash: string;
}

/** Something in the journal, as the event stream tells it. */
export interface Change {
  readonly position: number;
  readonly kind: string;
  readonly subject: string;
}

export interface EngineReads extends Tables<'read'> {
  /** Cases in a list, without `body`. */
  listInstances(filter: InstanceFilter, sight: Sight | undefined, page: PageAsk): RecordPage<InstanceRecord>;
  listTasks(filter: TaskFilter, sight: Sight | undefined, page: PageAsk): RecordPage<TaskRecord>;
  listIncidents(filter: IncidentFilter, sight: Sight | undefined, page: PageAsk): RecordPage<IncidentRecord>;
  /** A case's history after a number, or before it in descending order. */
  listEvents(
    instanceId: string,
    page: { readonly order: 'asc' | 'desc'; readonly from: number; readonly limit: number },
  ): EventLine[];
  listChanges(afterPosition: number, limit: number): Change[];
  lastPosition(): number;
  /** Which process a case belongs to, without reading all of it. */
  processIdOf(instanceId: string): string | undefined;
  /** Whether any of these people or groups has or had part in a case, or may take an open task of it. */
  takesPart(instanceId: string, userIds: readonly string[], groups: readonly string[]): boolean;
  /** The case that a call started. */
  calledCase(parentInstanceId: string, callId: string): InstanceRecord | undefined;
  /** Whether a task of a case that is over since then, or in somebody's hands, was on offer to any of these. */
  wasOffered(instanceId: string, userIds: readonly string[], groups: readonly string[], since: number): boolean;
  /** The files of a case, as the files room wrote them. */
  listFiles(instanceId: string): JsonObject[];
  /** What the releases room keeps of a process. */
  processOf(processId: string): { readonly name: string; readonly owner: string | null } | undefined;
  /** Running cases of a version that nobody has touched since a migration moved them. */
  countUndoable(batchId: string): number;
  /** Migrations of a process, the newest first. */
  listMigrations(processId: string, page: PageAsk): RecordPage<MigrationRecord>;
  listMigrationCases(batchId: string, state: string | undefined, page: PageAsk): RecordPage<MigrationCaseRecord>;
  /** Running cases of a version. */
  countRunning(processId: string, version: number): number;
  /** Running cases of a version by the stage that they stand in; empty: outside of every one. */
  runningByStage(processId: string, version: number): readonly { readonly stageId: string; readonly count: number }[];
  /** Running cases by version, where there are any. */
  runningByVersion(processId: string): readonly { readonly version: number; readonly count: number }[];
  /** Jobs of a type that a worker may take now, the oldest first. */
  availableJobs(type: string, at: number, limit: number): JobRecord[];
  /** Timers that are due, the oldest first. */
  dueTimers(at: number, limit: number): TimerRecord[];
  dueTriggers(at: number, limit: number): TriggerRecord[];
  dueOutbox(at: number, limit: number): OutboxRecord[];
  /** Stops that are in force or over, the newest first. */
  listStops(filter: { readonly processId?: string; readonly isOver: boolean }, page: PageAsk): RecordPage<StopRecord>;
  /** Cases of a process, or of one of its versions, that stand at any of these elements. */
  countStanding(of: { readonly processId: string; readonly version?: number }, elementIds: readonly string[]): number;
  /** Cases with a job of a type that nobody works on. */
  countWithJob(type: string, at: number): number;
  /** Tokens that stand still for a stop, and how many; those behind one, in the order in which they came to. */
  nextStandstills(stopId: string, after: StandstillRecord | undefined, limit: number): StandstillRecord[];
  countStandstills(stopId: string): number;
  /** The next moment at which a timer, a trigger, an entry of the outbox or the end of a stop is due. */
  nextDueAt(): number | undefined;
  /** The oldest message in the buffer that fits: of the key, or any without one for a waiter that has none. */
  bufferedMessage(name: string, correlationKey: string | null, at: number): MessageRecord | undefined;
}

export interface EngineTransaction extends Omit<EngineReads, keyof Records>, Tables<'write'> {
  /** Appends a case's events to its history; answers where. */
  appendEvents(instanceId: string, at: number, events: readonly Event[]): void;
  /** Appends something else that happened to a case, such as a comment. */
  appendNote(kind: string, instanceId: string, at: number, body: JsonObject): void;
  /** Appends to the log of what people with power did. */
  audit(action: AuditAction): void;
  /** Remembers who has part in a case. */
  addParticipants(instanceId: string, userIds: readonly string[], groups: readonly string[]): void;
  /** Holds back, or gives free, what waits outside of a suspended case, in the outbox too. */
  hold(instanceId: string, isHeld: boolean): void;
  /** Takes away whatever waits for a case that ended. */
  clearWaits(instanceId: string): void;
  countMove(move: Omit<StageMoveRecord, 'id' | 'count'>): void;
  /** Forgets message ids and buffered messages whose time is over. */
  forgetMessages(at: number): void;
  /** Makes a file part of a case; false when there is none, it is part of another, or of none and somebody else's. */
  attachFile(fileId: string, instanceId: string, uploadedBy: string | null | 'anybody'): boolean;
  onCommit(hook: () => void): void;
}

export interface EngineHost {
  /** Committed state, and what the running request wrote where its commit waits for its answer. */
  readonly reads: EngineReads;
  /** One command: all of it is kept, or nothing; answers once it is durable. */
  write<T>(command: (tx: EngineTransaction) => T): Promise<T>;
}

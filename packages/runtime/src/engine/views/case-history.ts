/** What a case's pages read from its history, gathered in one pass. */
import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '@fortnight/shared/base';
import type { CheckpointTrail } from '@fortnight/shared/contract';
import type { Event } from '@fortnight/shared/kernel';
import type { EngineReads } from '../host.ts';
import { nameOf, type VersionSheet } from '../sheet.ts';
import { instant } from './instance.ts';

type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

export interface VariableChange {
  readonly before: Json | undefined;
  readonly at: number;
  readonly by: string | null;
}

export interface CaseHistory {
  readonly completed: ReadonlySet<string>;
  /** Elements that were left before they were completed, the last time they were entered. */
  readonly ended: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
  /** The last write of each of the root's variables. */
  readonly changes: ReadonlyMap<string, VariableChange>;
  readonly completions: readonly EventOf<'taskCompleted'>[];
  readonly approvals: readonly EventOf<'approvalOpened'>[];
  readonly votes: readonly EventOf<'voteCast'>[];
  readonly checkpoints: readonly CheckpointTrail[];
}

const linesAtOnce = 500;

export function* eventsOf(reads: Pick<EngineReads, 'listEvents'>, instanceId: string): Generator<Event> {
  for (let from = 0; ; ) {
    const lines = reads.listEvents(instanceId, { order: 'asc', from, limit: linesAtOnce });
    for (const { events } of lines) yield* events;
    const last = lines.at(-1);
    if (!last || lines.length < linesAtOnce) return;
    from = last.toSeq;
  }
}

/** Cost: reads the case's whole history; for one case's page only. */
export function readHistory(reads: Pick<EngineReads, 'listEvents'>, instanceId: string, sheet: VersionSheet): CaseHistory {
  const [completed, ended, flows] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const values = new Map<string, Json>();
  const changes = new Map<string, VariableChange>();
  const completions: EventOf<'taskCompleted'>[] = [];
  const approvals: EventOf<'approvalOpened'>[] = [];
  const votes: EventOf<'voteCast'>[] = [];
  const checkpoints: CheckpointTrail[] = [];
  const write = (variables: JsonObject, at: number, by: string | null): void => {
    for (const [name, value] of Object.entries(variables)) {
      if (values.has(name) && isDeepStrictEqual(values.get(name), value)) continue;
      changes.set(name, { before: values.get(name), at, by });
      values.set(name, value);
    }
  };
  for (const event of eventsOf(reads, instanceId)) {
    if (event.type === 'migrated') for (const ids of [completed, ended]) rename(ids, event.renamed);
    else if (event.type === 'elementEntered') ended.delete(event.elementId);
    else if (event.type === 'elementTerminated' && event.loopCounter === undefined) ended.add(event.elementId);
    else if (event.type === 'elementCompleted') {
      completed.add(event.elementId);
      ended.delete(event.elementId);
    } else if (event.type === 'flowTaken') flows.add(event.elementId);
    else if (event.type === 'instanceStarted') write(event.variables, event.at, event.by.userId);
    else if (event.type === 'variablesSet' && event.scopeId === 'root')
      write(event.variables, event.at, event.by?.userId ?? null);
    else if (event.type === 'taskCompleted') completions.push(event);
    else if (event.type === 'approvalOpened') approvals.push(event);
    else if (event.type === 'voteCast') votes.push(event);
    else if (event.type === 'checkpointEvaluated') checkpoints.push(trailOf(event, sheet));
    else if (event.type === 'checkpointDecided') decide(checkpoints, event);
  }
  return { completed, ended, flows, changes, completions, approvals, votes, checkpoints };
}

/** What was completed, by the ids that it has by now. */
function rename(ids: Set<string>, renamed: EventOf<'migrated'>['renamed']): void {
  for (const id of [...ids]) {
    if (!Object.hasOwn(renamed, id)) continue;
    ids.delete(id);
    const now = renamed[id];
    if (typeof now === 'string') ids.add(now);
  }
}

const trailOf = ({ elementId, at, regulation, rules }: EventOf<'checkpointEvaluated'>, sheet: VersionSheet): CheckpointTrail => ({
  elementId,
  name: nameOf(sheet, elementId),
  ...(regulation !== undefined && { regulation }),
  at: instant(at),
  by: null,
  rules: rules.map((rule) => ({ ...rule })),
  evidence: [],
});

/** Puts the decision to the evaluation that it belongs to. */
function decide(checkpoints: CheckpointTrail[], { elementId, at, result }: EventOf<'checkpointDecided'>): void {
  const index = checkpoints.findLastIndex((trail) => trail.elementId === elementId);
  const trail = checkpoints[index];
  if (!trail) return;
  const { outcome, by, reason, evidence } = result;
  checkpoints[index] = {
    ...trail,
    at: instant(at),
    by: typeof by === 'string' ? by : null,
    ...(typeof outcome === 'string' && { outcome }),
    ...(typeof reason === 'string' && { reason }),
    evidence: Array.isArray(evidence) ? evidence.flatMap(pieceOf) : [],
  };
}

const pieceOf = (piece: unknown): { id: string; fileId: string }[] =>
  typeof piece === 'object' && piece !== null && 'id' in piece && 'fileId' in piece
    ? [{ id: String(piece.id), fileId: String(piece.fileId) }]
    : [];

/** Cases and runs of steps, counted by the day on which they began: what figures over a year are read from. */
import type { Event, Program } from '@fortnight/shared/kernel';
import { bucketOf } from '@fortnight/shared/statistics';
import type { EngineTransaction } from '../host.ts';
import { wireId } from '../ids.ts';
import type { CaseDayRecord, InstanceRecord, StepDayRecord, TaskRecord } from '../records.ts';
import type { Projecting, Projectors } from './projecting.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
export const dayOf = (at: number): number => Math.floor(at / dayMs);
const hourOf = (at: number): string => String(Math.floor(at / hourMs) % 24);

/** What happened to a case at least once, as the bits of `marks`. */
export const caseMarks = { sentBack: 1, late: 2, incident: 4, review: 8 } as const;

/** The steps of a program that run by themselves: a job, a script, the rules of a checkpoint. */
const automaticSteps = new WeakMap<Program, ReadonlySet<string>>();
function runsByItself(program: Program, elementId: string): boolean {
  let known = automaticSteps.get(program);
  if (!known) {
    known = new Set(program.elements.flatMap(({ id, plan }) => (plan.job || plan.script || plan.checkpoint ? [id] : [])));
    automaticSteps.set(program, known);
  }
  return known.has(elementId);
}

const isSendBack = ({ sheet }: Projecting, { elementId }: TaskRecord, outcome: string | undefined): boolean =>
  outcome !== undefined &&
  sheet.program.elements
    .find(({ id }) => id === elementId)
    ?.plan.approval?.outcomes.some(({ id, kind }) => id === outcome && kind === 'send-back') === true;

/** Counts what an event tells; called before the projections of the event are written. */
export const figureProjectors: Projectors = {
  taskOpened(projecting, { elementId, kind, at }) {
    const { tx, sheet } = projecting;
    countStep(tx, { processId: sheet.processId, version: sheet.version, elementId, createdAt: at }, { opened: 1, running: 1 });
    if (kind === 'review') projecting.marks |= caseMarks.review;
  },
  taskCompleted(projecting, { taskId, outcome, at }) {
    const task = projecting.tx.tasks.get(wireId(projecting.instanceId, taskId));
    if (!task) return;
    const sentBack = isSendBack(projecting, task, outcome) ? 1 : 0;
    projecting.byPeople += 1;
    if (sentBack) projecting.marks |= caseMarks.sentBack;
    if (task.dueAt !== null && at > task.dueAt) projecting.marks |= caseMarks.late;
    const votes = task.kind === 'approval' ? 1 : 0;
    countStep(projecting.tx, task, { completed: 1, sentBack, votes, running: -1, closedAt: at });
  },
  taskCancelled({ tx, instanceId }, { taskId, at }) {
    const task = tx.tasks.get(wireId(instanceId, taskId));
    if (task) countStep(tx, task, { running: -1, closedAt: at });
  },
  incidentRaised(projecting, { stop }) {
    if (stop === undefined) projecting.marks |= caseMarks.incident;
  },
  elementCompleted(projecting, { elementId, elementKind }) {
    const { program } = projecting.sheet;
    if (!runsByItself(program, elementId)) return;
    // The body around a loop completes too, and is no run of the step.
    if (program.elements.find(({ id }) => id === elementId)?.kind === elementKind) projecting.automatic += 1;
  },
};

type StepOf = Pick<TaskRecord, 'processId' | 'version' | 'elementId' | 'createdAt'>;
interface StepChange {
  readonly opened?: number;
  readonly completed?: number;
  readonly sentBack?: number;
  readonly votes?: number;
  readonly running?: number;
  /** When it was completed or withdrawn. */
  readonly closedAt?: number;
}

const noStep = { opened: 0, completed: 0, sentBack: 0, votes: 0, openMs: 0, durations: {}, running: {} };

export function countStep(tx: EngineTransaction, step: StepOf, change: StepChange): void {
  const { processId, version, elementId, createdAt } = step;
  const day = dayOf(createdAt);
  const id = `${processId}~${version}~${elementId}~${day}`;
  const known = tx.stepDays.get(id);
  const before: StepDayRecord = known ?? { id, processId, version, elementId, day, ...noStep };
  const { opened = 0, completed = 0, sentBack = 0, votes = 0, running = 0, closedAt } = change;
  const after: StepDayRecord = {
    ...before,
    opened: before.opened + opened,
    completed: before.completed + completed,
    sentBack: before.sentBack + sentBack,
    votes: before.votes + votes,
    openMs: before.openMs + (closedAt === undefined ? 0 : closedAt - createdAt),
    running: added(before.running, hourOf(createdAt), running),
    durations:
      closedAt === undefined
        ? before.durations
        : addedTo(before.durations, bucketOf(closedAt - createdAt), [completed, 1 - completed]),
  };
  if (known) tx.stepDays.replace(after);
  else tx.stepDays.insert(after);
}

interface CaseChange {
  readonly started?: number;
  readonly running?: number;
  readonly byPeople?: number;
  readonly automatic?: number;
  /** 1 where it ended, −1 where it goes on after all. */
  readonly ended?: number;
}
type CaseOf = Pick<InstanceRecord, 'processId' | 'version' | 'startedAt' | 'endedAt' | 'outcome' | 'state' | 'marks'>;

const noCase = { started: 0, ended: 0, sentBack: 0, late: 0, incident: 0, review: 0, byPeople: 0, automatic: 0 };

function countCase(tx: EngineTransaction, of: CaseOf, change: CaseChange): void {
  const { processId, version, startedAt, endedAt, outcome, state, marks } = of;
  const day = dayOf(startedAt);
  const id = `${processId}~${version}~${day}`;
  const known = tx.caseDays.get(id);
  const before: CaseDayRecord = known ?? { id, processId, version, day, ...noCase, durations: {}, running: {} };
  const { started = 0, running = 0, byPeople = 0, automatic = 0, ended = 0 } = change;
  const marked = (mark: number): number => ((marks & mark) > 0 ? ended : 0);
  const isFinished = state === 'completed' || outcome !== null;
  const after: CaseDayRecord = {
    ...before,
    started: before.started + started,
    ended: before.ended + ended,
    sentBack: before.sentBack + marked(caseMarks.sentBack),
    late: before.late + marked(caseMarks.late),
    incident: before.incident + marked(caseMarks.incident),
    review: before.review + marked(caseMarks.review),
    byPeople: before.byPeople + byPeople,
    automatic: before.automatic + automatic,
    running: added(before.running, hourOf(startedAt), running),
    durations:
      ended === 0 || endedAt === null
        ? before.durations
        : addedTo(before.durations, bucketOf(endedAt - startedAt), [
            ended,
            outcome === 'won' ? ended : 0,
            outcome === 'lost' ? ended : 0,
            isFinished ? ended : 0,
          ]),
  };
  if (known) tx.caseDays.replace(after);
  else tx.caseDays.insert(after);
}

const added = (counts: CaseDayRecord['running'], key: string, count: number): CaseDayRecord['running'] =>
  count === 0 ? counts : { ...counts, [key]: (counts[key] ?? 0) + count };

const addedTo = (counts: CaseDayRecord['durations'], bucket: number, more: readonly number[]): CaseDayRecord['durations'] => ({
  ...counts,
  [bucket]: more.map((count, index) => (counts[bucket]?.[index] ?? 0) + count),
});

/** Counts what a command made of a case: that it began, ended, or went on by another version. */
export function countFigures(
  { tx, byPeople, automatic }: Pick<Projecting, 'tx' | 'byPeople' | 'automatic'>,
  before: InstanceRecord | undefined,
  after: InstanceRecord,
): void {
  const wasOver = before !== undefined && before.endedAt !== null;
  const isOver = after.endedAt !== null;
  const isMoved = before !== undefined && before.version !== after.version;
  if (isMoved) countCase(tx, before, { started: -1, running: wasOver ? 0 : -1, ended: wasOver ? -1 : 0 });
  else if (wasOver && !isOver) countCase(tx, before, { ended: -1 });
  const wasCounted = before !== undefined && !isMoved;
  const change: Required<CaseChange> = {
    started: wasCounted ? 0 : 1,
    running: (isOver ? 0 : 1) - (wasCounted && !wasOver ? 1 : 0),
    ended: isOver && !(wasCounted && wasOver) ? 1 : 0,
    byPeople,
    automatic,
  };
  if (Object.values(change).some((count) => count !== 0)) countCase(tx, after, change);
}

/** An open task that is another version's now is a run of that one's step. */
export function moveStep(tx: EngineTransaction, before: TaskRecord, to: Pick<TaskRecord, 'version' | 'elementId'>): void {
  countStep(tx, before, { opened: -1, running: -1 });
  countStep(tx, { ...before, ...to }, { opened: 1, running: 1 });
}

export const projectFigures = (projecting: Projecting, event: Event): void =>
  (figureProjectors[event.type] as ((projecting: Projecting, event: Event) => void) | undefined)?.(projecting, event);

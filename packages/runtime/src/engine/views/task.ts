/** Tasks as the wire shows them. */
import type { JsonObject } from '@fortnight/shared/base';
import { type WorkingCalendar, workingMsBetween } from '@fortnight/shared/calendar';
import type { Task } from '@fortnight/shared/contract';
import type { EngineReads } from '../host.ts';
import type { InstanceRecord, TaskRecord } from '../records.ts';
import { nameOf, type VersionSheet } from '../sheet.ts';
import { stateOf } from '../state.ts';
import { noteOf } from '../stopping/stop-view.ts';
import type { StopsInForce } from '../stopping/stops-in-force.ts';
import { instant, instantOrNull } from './instance.ts';

export interface TaskContext {
  readonly sheet: VersionSheet;
  /** Its case, with the state in `body`. */
  readonly record: InstanceRecord;
  /** Epoch ms. */
  readonly at: number;
  readonly calendars: readonly WorkingCalendar[];
  readonly reads: Pick<EngineReads, 'processOf'>;
  readonly stops: StopsInForce;
}

/** The variables that a token sees: its scopes' above the root's. */
export function visibleVariables(record: InstanceRecord, tokenId: string): JsonObject {
  const state = stateOf(record);
  const layers: JsonObject[] = [];
  const scopeOf = (id: string | undefined) => state.scopes.find((scope) => scope.id === id);
  const own = state.scopes.find((scope) => scope.tokenId === tokenId);
  for (let scope = own ?? scopeOf(state.tokens.find(({ id }) => id === tokenId)?.scopeId); scope; scope = scopeOf(scope.parentId))
    layers.unshift(scope.variables);
  return Object.assign({}, state.variables, { starter: state.starter }, ...layers);
}

const calendarOf = (task: TaskRecord, calendars: readonly WorkingCalendar[]): WorkingCalendar | undefined =>
  calendars.find(({ name }) => name === task.calendar);

/** Time left, negative when late: working time where the limit names a calendar that is known. */
export function remainingMs(task: TaskRecord, at: number, calendars: readonly WorkingCalendar[]): number | undefined {
  if (task.dueAt === null || task.state !== 'open') return undefined;
  const calendar = calendarOf(task, calendars);
  if (!calendar) return task.dueAt - at;
  // Zero, never minus zero.
  return workingMsBetween(calendar, at, task.dueAt) + 0;
}

export function taskOf(task: TaskRecord, { sheet, record, at, calendars, reads, stops }: TaskContext): Task {
  const stop = task.state === 'open' ? stops.at(sheet, task.elementId) : undefined;
  const remaining = remainingMs(task, at, calendars);
  const form = task.formRef === null ? undefined : sheet.forms.get(task.formRef);
  return {
    id: task.id,
    instanceId: task.instanceId,
    processId: task.processId,
    processName: sheet.name,
    version: task.version,
    elementId: task.elementId,
    elementKind: task.elementKind,
    name: task.name ?? nameOf(sheet, task.elementId),
    kind: task.kind,
    state: task.state,
    assignee: task.assignee,
    candidateUsers: [...task.candidateUsers],
    candidateGroups: [...task.candidateGroups],
    businessKey: record.businessKey,
    caseName: record.caseName,
    ...(stop && { stop: noteOf(reads, stop, sheet) }),
    requestedBy: task.requestedBy,
    ...(task.onBehalfOf !== null && { onBehalfOf: task.onBehalfOf }),
    createdAt: instant(task.createdAt),
    ...(task.completedAt !== null && { completedAt: instant(task.completedAt) }),
    ...(task.completedBy !== null && { completedBy: task.completedBy }),
    dueAt: instantOrNull(task.dueAt),
    ...(task.limitText !== null && { limit: task.limitText }),
    ...(remaining !== undefined && { remainingMs: remaining }),
    ...(calendarOf(task, calendars) && { isWorkingTime: true }),
    ...(task.formRef !== null && { formKey: task.formRef }),
    ...(form && { form }),
    outcomes: [...task.outcomes],
    ...(task.outcome !== null && { outcome: task.outcome }),
    variables: visibleVariables(record, task.tokenId),
    ...(task.priority !== null && { priority: task.priority }),
    ...(task.kind === 'approval' && { votes: [...task.votes] }),
    ...(task.failedRules && { failedRules: [...task.failedRules] }),
    ...(task.loopCounter !== null && { loopCounter: task.loopCounter }),
  };
}

/** Everything that the page of one case shows. */
import { type WorkingCalendar, workingMsBetween } from '@fortnight/shared/calendar';
import type { CallingCase, DataItem, InstanceDetail, StageProgress, WireFile } from '@fortnight/shared/contract';
import { type State, startableActivities } from '@fortnight/shared/kernel';
import type { Reader } from '../actor.ts';
import type { EngineReads } from '../host.ts';
import { mayCancelAsLost, mayRemind } from '../own-case.ts';
import type { InstanceRecord, StageVisitRecord } from '../records.ts';
import type { SheetStage, VersionSheet } from '../sheet.ts';
import { askersOf, stateOf } from '../state.ts';
import { stopsOfCase } from '../stopping/stop-view.ts';
import type { StopsInForce } from '../stopping/stops-in-force.ts';
import { mayManage, mayTakePart } from '../visibility.ts';
import { calledCasesOf } from './calls.ts';
import { type CaseHistory, readHistory } from './case-history.ts';
import { incidentOf } from './incident.ts';
import { instanceOf, instant, variablesOf } from './instance.ts';
import { taskOf } from './task.ts';

interface PageContext {
  readonly record: InstanceRecord;
  readonly sheet: VersionSheet;
  readonly reader: Reader;
  readonly reads: EngineReads;
  readonly stops: StopsInForce;
  /** The case that called it, where the reader may know. */
  readonly parent: CallingCase | null;
  /** Epoch ms. */
  readonly at: number;
  readonly calendars: readonly WorkingCalendar[];
}

const shownAtMost = 500;

export function instanceDetailOf(context: PageContext): InstanceDetail {
  const { record, sheet, reads, reader, parent } = context;
  const { id: instanceId } = record;
  const history = readHistory(reads, instanceId, sheet);
  const state = stateOf(record);
  const startable = startableActivities(sheet.program, state);
  const tasks = reads.tasks.find({ instanceId }, { orderBy: 'createdAt', limit: shownAtMost });
  const incidents = reads.incidents.find({ instanceId }, { orderBy: 'raisedAt', limit: shownAtMost });
  return {
    ...instanceOf(record, sheet),
    stops: stopsOfCase(context, record, sheet),
    can: capabilities(context, state, startable.length > 0),
    ...(sheet.settings.lang !== undefined && { processLang: sheet.settings.lang }),
    stages: stagesOf(context),
    data: dataOf(state, sheet, history),
    tasks: tasks.map((task) => taskOf(task, context)),
    incidents: incidents.map((incident) => incidentOf(incident, record, sheet)),
    files: reads.listFiles(instanceId) as unknown as WireFile[],
    startable: startable.map((elementId) => ({ elementId, name: sheet.nodes.get(elementId)?.name ?? elementId })),
    parent,
    children: calledCasesOf(reads, reader, record),
    path: { elementIds: [...history.completed], endedIds: [...history.ended], flowIds: [...history.flows] },
  };
}

/**
 * `comment`; `startActivity` for who has part in the case; `withdraw` for who asked for an approval; `cancelAsLost` for whose deal it is; `remind` for who waits;
 * `override` for persons of the role risk; for who manages the process `setVariables`, `modify`, `migrate`, `cancel`, `suspend` or `resume`, `resolveIncidents`.
 */
function capabilities({ record, reader, reads, sheet }: PageContext, state: State, hasStartable: boolean): string[] {
  const { principal } = reader;
  const isRunning = record.endedAt === null;
  const own = [
    'comment',
    ...(hasStartable && mayTakePart(reads, reader, record) ? ['startActivity'] : []),
    ...(state.status === 'active' && askersOf(state).some((id) => reader.userIds.includes(id)) ? ['withdraw'] : []),
    ...(record.state === 'active' && record.openTaskCount > 0 && mayRemind(reads, reader, record) ? ['remind'] : []),
    ...(isRunning && principal.userId !== null && principal.roles.includes('risk') ? ['override'] : []),
    ...(mayCancelAsLost(reader, record, sheet) ? ['cancelAsLost'] : []),
  ];
  if (!mayManage(reads, principal, record.processId)) return own;
  return [
    ...own,
    ...(isRunning && state.status === 'active' ? ['setVariables', 'suspend'] : []),
    ...(state.status === 'suspended' ? ['resume'] : []),
    ...(isRunning ? ['modify', 'migrate', 'cancel'] : []),
    ...(record.openIncidentCount > 0 ? ['resolveIncidents'] : []),
  ];
}

function stagesOf(context: PageContext): StageProgress[] {
  const { record, sheet, reads } = context;
  const visits = reads.stageVisits.find({ instanceId: record.id }, { orderBy: 'enteredAt' });
  const furthest = sheet.stages.findLastIndex(({ elementId }) => visits.some((visit) => visit.elementId === elementId));
  return sheet.stages.map((stage, index) =>
    progressOf(
      stage,
      visits.filter(({ elementId }) => elementId === stage.elementId),
      index < furthest || record.endedAt !== null,
      context,
    ),
  );
}

function progressOf(
  stage: SheetStage,
  visits: readonly StageVisitRecord[],
  isBehind: boolean,
  { at, calendars, sheet }: PageContext,
): StageProgress {
  const last = visits.at(-1);
  const calendar = calendars.find(({ name }) => name === sheet.settings.calendar);
  const measure = (from: number, to: number): number => (calendar ? workingMsBetween(calendar, from, to) : to - from);
  const target = last?.targetAt ?? null;
  const { elementId, name, order, lossReasons } = stage;
  return {
    elementId,
    name,
    ...(order !== undefined && { order }),
    state: stateOfStage(last, isBehind),
    visits: visits.length,
    spentMs: visits.reduce((sum, visit) => sum + measure(visit.enteredAt, visit.leftAt ?? at), 0),
    ...(stage.target !== undefined && { target: stage.target }),
    ...(last && target !== null && { targetMs: measure(last.enteredAt, target), targetAt: instant(target) }),
    lossReasons: lossReasons.map((reason) => ({ id: reason.id, name: reason.name ?? reason.id })),
  };
}

function stateOfStage(last: StageVisitRecord | undefined, isBehind: boolean): StageProgress['state'] {
  if (!last) return isBehind ? 'skipped' : 'toCome';
  if (last.leftAt === null) return 'now';
  if (last.how === 'lost') return 'lost';
  return last.how === 'sentBack' ? 'toCome' : 'done';
}

/** What the process declares, in its order, then what the case holds beside. */
function dataOf(state: State, sheet: VersionSheet, { changes }: CaseHistory): DataItem[] {
  const variables = variablesOf(state);
  const names = [...new Set([...sheet.data.map(({ name }) => name), ...Object.keys(variables)])];
  return names.map((name) => {
    const declared = sheet.data.find((data) => data.name === name);
    const change = changes.get(name);
    return {
      name,
      value: variables[name] ?? null,
      ...(declared && { type: declared.type }),
      ...(declared?.currency !== undefined && { currency: declared.currency }),
      isPersonal: declared?.personal ?? false,
      isMasked: false,
      isReserved: sheet.program.reserved.includes(name),
      ...(change && { changedAt: instant(change.at), changedBy: change.by }),
      ...(change?.before !== undefined && { before: change.before }),
    };
  });
}

/** Start events that wait for something outside: armed for the live versions of each process. */
import { toCanonicalJson } from '@fortnight/shared/base';
import { addWorkingTime, firstAfter, nextFiring } from '@fortnight/shared/calendar';
import type { Program } from '@fortnight/shared/kernel';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import type { Beginning, Draw, Drawn } from './live-versions.ts';
import { rememberCorrelations } from './message-keys.ts';
import type { TriggerRecord } from './records.ts';
import type { VersionSheet } from './sheet.ts';
import { startCase } from './start-case.ts';

type StartTrigger = Program['triggers'][number];
type Timer = Extract<StartTrigger, { kind: 'timer' }>;

/**
 * Arms what the live versions start with, disarms what others started with; no sheets: nothing is live.
 *
 * A timer that several of them share is armed once: for the one that had it before, else for the first.
 */
export function arm(tx: EngineTransaction, knowledge: Knowledge, processId: string, sheets: readonly VersionSheet[]): void {
  for (const sheet of sheets) rememberCorrelations(tx, sheet);
  const armed = tx.triggers.find({ processId });
  const wanted = wantedOf(sheets, new Set(armed.map(({ id }) => id)));
  for (const { id } of armed) {
    if (wanted.has(id)) wanted.delete(id);
    else tx.triggers.remove(id);
  }
  for (const [id, { sheet, trigger }] of wanted) {
    // What lay in the past when it was armed is over: publishing a version starts nothing.
    const dueAfter = (fired: number) => dueOf(trigger, sheet, knowledge, { armedAt: knowledge.at, fired });
    const fired = firstAfter(0, knowledge.at, dueAfter);
    const record: TriggerRecord = {
      id,
      processId,
      versionId: sheet.id,
      elementId: trigger.elementId,
      definition: trigger.definition ?? 0,
      kind: trigger.kind,
      name: trigger.kind === 'message' ? trigger.messageName : trigger.kind === 'signal' ? trigger.signalName : null,
      dueAt: dueAfter(fired),
      armedAt: knowledge.at,
      fired,
      heldBy: null,
    };
    tx.triggers.insert(record);
    const { dueAt } = record;
    if (dueAt !== null) tx.onCommit(() => knowledge.wake({ kind: 'due', at: dueAt }));
  }
}

interface Wanted {
  readonly sheet: VersionSheet;
  readonly trigger: StartTrigger;
}

/** By the id of its record. */
function wantedOf(sheets: readonly VersionSheet[], armed: ReadonlySet<string>): Map<string, Wanted> {
  const all = sheets.flatMap((sheet) => sheet.program.triggers.map((trigger) => ({ sheet, trigger, id: idOf(sheet, trigger) })));
  const alike = Map.groupBy(all, ({ id, trigger }) => (trigger.kind === 'timer' ? timeOf(trigger) : id));
  const chosen = [...alike.values()].flatMap((each) => each.find(({ id }) => armed.has(id)) ?? each.slice(0, 1));
  return new Map(chosen.map(({ id, sheet, trigger }) => [id, { sheet, trigger }]));
}

/** What a timer waits for, whichever start event it stands at. */
const timeOf = ({ timer, calendar }: Timer): string => toCanonicalJson(JSON.parse(JSON.stringify([timer, calendar ?? null])));

/** A start event that what has come starts, of the version that was drawn. */
export interface DrawnStart {
  readonly trigger: TriggerRecord;
  readonly drawn?: Drawn | undefined;
}

/** Of one thing that has come, what it starts: each process on one version, with all that waits for it there. */
export function drawTriggers(
  knowledge: Knowledge,
  triggers: readonly TriggerRecord[],
  beginning: Omit<Beginning, 'at'>,
): readonly DrawnStart[] {
  return [...Map.groupBy(triggers, ({ processId }) => processId)].flatMap(([processId, own]) => {
    const versionIds = [...new Set(own.map(({ versionId }) => versionId))];
    const { versionId, drawn } = knowledge.versions.drawAmong(processId, versionIds, { ...beginning, at: knowledge.at });
    return own.filter((trigger) => trigger.versionId === versionId).map((trigger) => ({ trigger, drawn }));
  });
}

const idOf = (sheet: VersionSheet, { elementId, definition }: StartTrigger): string =>
  definition === undefined ? `${sheet.id}~${elementId}` : `${sheet.id}~${elementId}~${definition}`;

/** Which definition started a case, as the history says it: nothing for the first. */
export const placeOf = ({ definition }: { readonly definition: number }): { readonly definition?: number } =>
  definition === 0 ? {} : { definition };

/** The trigger as its version's program has it; undefined where it has none. */
export const triggerOf = ({ program }: VersionSheet, record: TriggerRecord): StartTrigger | undefined =>
  program.triggers.find(({ elementId, definition = 0 }) => elementId === record.elementId && definition === record.definition);

function dueOf(
  trigger: StartTrigger,
  sheet: VersionSheet,
  { calendars }: Knowledge,
  { armedAt, fired }: { readonly armedAt: number; readonly fired: number },
): number | null {
  if (trigger.kind !== 'timer') return null;
  const calendar = calendars.find(({ name }) => name === trigger.calendar);
  if (calendar && trigger.timer.kind === 'duration')
    return fired > 0 ? null : addWorkingTime(calendar, armedAt, trigger.timer.duration);
  return nextFiring(trigger.timer, { armedAt, fired, timeZone: sheet.settings.timeZone ?? 'UTC' });
}

/** Starts a case by a timer start event, once for each time; what was missed while nobody ran is fired once. */
export function fireTrigger(tx: EngineTransaction, knowledge: Knowledge, id: string): void {
  const record = tx.triggers.get(id);
  if (!record || record.dueAt === null || record.dueAt > knowledge.at) return;
  const sheet = knowledge.versions.inMemory(record.versionId);
  const trigger = triggerOf(sheet, record);
  if (trigger?.kind !== 'timer') {
    tx.triggers.remove(id);
    return;
  }
  const dueAfter = (fired: number) => dueOf(trigger, sheet, knowledge, { armedAt: record.armedAt, fired });
  const fired = firstAfter(record.fired + 1, knowledge.at, dueAfter);
  const dueAt = dueAfter(fired);
  tx.triggers.update(id, { fired, dueAt });
  if (dueAt !== null) tx.onCommit(() => knowledge.wake({ kind: 'due', at: dueAt }));
  const { versionId, drawn } = drawTimer(knowledge, record, trigger);
  const taken = knowledge.versions.inMemory(versionId);
  const started = taken.program.triggers.find((each) => each.kind === 'timer' && timeOf(each) === timeOf(trigger)) ?? trigger;
  startCase(
    tx,
    knowledge,
    taken,
    {
      type: 'start',
      by: { userId: null },
      startEventId: started.elementId,
      trigger: { kind: 'timer', ...placeOf({ definition: started.definition ?? 0 }) },
    },
    () => false,
    { drawn },
  );
}

/** A timer that several live versions share starts a case of one of them. */
function drawTimer(knowledge: Knowledge, { processId, versionId }: TriggerRecord, trigger: Timer): Draw {
  const { versions } = knowledge;
  const time = timeOf(trigger);
  const sharing = versions
    .liveIds(processId)
    .filter((id) => versions.inMemory(id).program.triggers.some((each) => each.kind === 'timer' && timeOf(each) === time));
  return versions.drawAmong(processId, sharing.length > 0 ? sharing : [versionId], {
    variables: {},
    groups: [],
    at: knowledge.at,
  });
}

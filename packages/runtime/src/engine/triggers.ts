/** Start events that wait for something outside: armed for the live version of each process. */
import { addWorkingTime, firstAfter, nextFiring } from '@fortnight/shared/calendar';
import type { Program } from '@fortnight/shared/kernel';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import { rememberCorrelations } from './message-keys.ts';
import type { TriggerRecord } from './records.ts';
import type { VersionSheet } from './sheet.ts';
import { startCase } from './start-case.ts';

type StartTrigger = Program['triggers'][number];

/** Arms what the live version starts with, disarms what another one started with; `sheet` undefined: nothing is live. */
export function arm(tx: EngineTransaction, knowledge: Knowledge, processId: string, sheet: VersionSheet | undefined): void {
  if (sheet) rememberCorrelations(tx, sheet);
  const wanted = new Map(sheet?.program.triggers.map((trigger) => [idOf(sheet, trigger), trigger]));
  for (const { id } of tx.triggers.find({ processId })) {
    if (wanted.has(id)) wanted.delete(id);
    else tx.triggers.remove(id);
  }
  for (const [id, trigger] of wanted) {
    if (!sheet) return;
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
    };
    tx.triggers.insert(record);
    const { dueAt } = record;
    if (dueAt !== null) tx.onCommit(() => knowledge.wake({ kind: 'due', at: dueAt }));
  }
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
  if (!trigger) {
    tx.triggers.remove(id);
    return;
  }
  const dueAfter = (fired: number) => dueOf(trigger, sheet, knowledge, { armedAt: record.armedAt, fired });
  const fired = firstAfter(record.fired + 1, knowledge.at, dueAfter);
  const dueAt = dueAfter(fired);
  tx.triggers.update(id, { fired, dueAt });
  if (dueAt !== null) tx.onCommit(() => knowledge.wake({ kind: 'due', at: dueAt }));
  startCase(
    tx,
    knowledge,
    sheet,
    {
      type: 'start',
      by: { userId: null },
      startEventId: record.elementId,
      trigger: { kind: 'timer', ...placeOf(record) },
    },
    () => false,
  );
}

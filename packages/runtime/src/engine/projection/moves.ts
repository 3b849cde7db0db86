/** A case in another version's words: the same tasks, timers and incidents, at the elements that they are at now. */
import type { Migrated } from '@fortnight/shared/kernel';
import { splitId, wireId } from '../ids.ts';
import { moveStep } from './figures.ts';
import type { Projecting, Projectors } from './projecting.ts';

const localId = (id: string): string => splitId('item', id).localId;

export const moveProjectors: Projectors = {
  migrated(projecting, event) {
    moveTokens(projecting, event);
    moveTasks(projecting, event);
    moveWaits(projecting, event);
    moveStage(projecting, event);
  },
};

function moveTokens({ tokens, sheet }: Projecting, { places }: Migrated): void {
  for (const [id, view] of tokens) {
    const elementId = places[id];
    const element = elementId === undefined ? undefined : sheet.program.elements.find((one) => one.id === elementId);
    if (element) tokens.set(id, { ...view, elementId: element.id, elementKind: element.kind });
  }
}

/** A task that goes on has the new version's name, form and choices; who has it, and since when, stays. */
function moveTasks({ tx, sheet, instanceId }: Projecting, { places, undated }: Migrated): void {
  for (const task of tx.tasks.find({ instanceId, state: 'open' })) {
    const { id, tokenId, kind } = task;
    const element = sheet.program.elements.find((one) => one.id === places[tokenId]);
    if (!element) continue;
    const { task: plan, approval } = element.plan;
    moveStep(tx, task, { version: sheet.version, elementId: element.id });
    const isUndated = undated.includes(localId(id));
    tx.tasks.update(id, {
      version: sheet.version,
      versionId: sheet.id,
      elementId: element.id,
      name: element.name ?? null,
      formRef: plan?.formRef ?? null,
      ...(kind === 'approval' && approval && { outcomes: approval.outcomes.map((outcome) => outcome.id) }),
      ...(isUndated && { dueAt: null, limitText: null, calendar: null }),
    });
  }
}

function moveWaits({ tx, sheet, instanceId, state }: Projecting, { places }: Migrated): void {
  const { version } = sheet;
  const at = (id: string): string | undefined => places[localId(id)];
  for (const { id, elementId } of tx.jobs.find({ instanceId })) tx.jobs.update(id, { version, elementId: at(id) ?? elementId });
  for (const { id, elementId } of tx.timers.find({ instanceId })) tx.timers.update(id, { elementId: at(id) ?? elementId });
  for (const { id, elementId } of tx.subscriptions.find({ instanceId }))
    tx.subscriptions.update(id, { elementId: at(id) ?? elementId });
  for (const { id, elementId } of tx.incidents.find({ instanceId, state: 'open' }))
    tx.incidents.update(id, { version, elementId: at(id) ?? elementId });
  for (const { id } of state.calls ?? []) {
    const parentElementId = places[id];
    const called = parentElementId === undefined ? undefined : tx.calledCase(instanceId, id);
    if (called && parentElementId !== undefined && called.parentElementId !== parentElementId)
      tx.instances.update(called.id, { parentElementId });
  }
}

/** The visits that are open belong to the new version; those before it stay where they were made. */
function moveStage(projecting: Projecting, { renamed }: Migrated): void {
  const { tx, sheet, instanceId } = projecting;
  const { version } = sheet;
  for (const visit of tx.stageVisits.find({ instanceId, leftAt: null })) {
    const elementId = (Object.hasOwn(renamed, visit.elementId) ? renamed[visit.elementId] : visit.elementId) ?? visit.elementId;
    const id = wireId(instanceId, `${elementId}~${visit.visit}`);
    if (id === visit.id) tx.stageVisits.update(id, { version });
    else {
      tx.stageVisits.remove(visit.id);
      tx.stageVisits.insert({ ...visit, id, elementId, version });
    }
    if (projecting.stage?.id === visit.elementId) projecting.stage = { ...projecting.stage, id: elementId };
  }
}

/** Where a case stands: its tokens and its stage. */
import { wireId } from '../ids.ts';
import { involve, type Projecting, type Projectors } from './projecting.ts';

const visitId = (projecting: Projecting, elementId: string, visit: number): string =>
  wireId(projecting.instanceId, `${elementId}~${visit}`);

const orderOf = (projecting: Projecting, elementId: string): number | undefined =>
  projecting.sheet.stages.find((stage) => stage.elementId === elementId)?.order;

/** A move between stages goes back when the stage's number falls. */
function countMove(projecting: Projecting, from: string | undefined, to: string): void {
  if (from === to) return;
  const [before, after] = [from === undefined ? undefined : orderOf(projecting, from), orderOf(projecting, to)];
  const isBack = before !== undefined && after !== undefined && after < before;
  const { processId, version } = projecting.sheet;
  projecting.tx.countMove({ processId, version, fromStage: from ?? null, toStage: to, kind: isBack ? 'back' : 'forward' });
}

function countWayOut(projecting: Projecting, fromStage: string | null, kind: 'won' | 'lost' | 'ended'): void {
  if (projecting.isWayOutCounted) return;
  projecting.isWayOutCounted = true;
  const { processId, version } = projecting.sheet;
  projecting.tx.countMove({ processId, version, fromStage, toStage: null, kind });
}

/** A case leaves the funnel once: as its outcome says, else as ended, unless it was won or lost in a stage before. */
function countEnd(projecting: Projecting, outcome: string | undefined): void {
  const { tx, instanceId, sheet } = projecting;
  // Without stages there is no funnel to leave.
  if (sheet.stages.length === 0 && outcome !== 'won' && outcome !== 'lost') return;
  const visits = tx.stageVisits.find({ instanceId }, { orderBy: 'enteredAt' });
  const last = visits.at(-1)?.elementId ?? null;
  if (outcome === 'won' || outcome === 'lost') countWayOut(projecting, last, outcome);
  else if (!visits.some(({ how }) => how === 'won' || how === 'lost')) countWayOut(projecting, last, 'ended');
}

export const placeProjectors: Projectors = {
  instanceCompleted: (projecting, { outcome }) => countEnd(projecting, outcome),
  instanceTerminated: (projecting, { outcome }) => countEnd(projecting, outcome),
  instanceStarted(projecting, { by, starter }) {
    involve(projecting, [by.userId, starter]);
  },
  elementEntered(projecting, event) {
    for (const id of event.consumes ?? []) projecting.tokens.delete(id);
    const { tokenId: id, elementId, elementKind, at: since, loopCounter } = event;
    projecting.tokens.set(id, { id, elementId, elementKind, since, ...(loopCounter !== undefined && { loopCounter }) });
  },
  stageEntered(projecting, event) {
    const { tx, sheet, instanceId } = projecting;
    const { elementId, visit, at } = event;
    tx.stageVisits.insert({
      id: visitId(projecting, elementId, visit),
      instanceId,
      processId: sheet.processId,
      version: sheet.version,
      elementId,
      visit,
      fromStage: event.from ?? null,
      enteredAt: at,
      targetAt: null,
      leftAt: null,
      how: null,
      lossReason: null,
    });
    projecting.stage = { id: elementId, visit, enteredAt: at, targetAt: null };
    countMove(projecting, event.from, elementId);
  },
  stageTargetSet(projecting, { elementId, visit, targetAt }) {
    projecting.tx.stageVisits.update(visitId(projecting, elementId, visit), { targetAt });
    const { stage } = projecting;
    if (stage?.id === elementId && stage.visit === visit) projecting.stage = { ...stage, targetAt };
  },
  stageLeft(projecting, { elementId, visit, how, lossReason, at }) {
    const { tx, instanceId } = projecting;
    tx.stageVisits.update(visitId(projecting, elementId, visit), { leftAt: at, how, lossReason: lossReason ?? null });
    if (how === 'won' || how === 'lost') countWayOut(projecting, elementId, how);
    if (projecting.stage?.id !== elementId) return;
    const open = tx.stageVisits.find({ instanceId, leftAt: null }, { orderBy: 'enteredAt' }).at(-1);
    projecting.stage = open
      ? { id: open.elementId, visit: open.visit, enteredAt: open.enteredAt, targetAt: open.targetAt }
      : null;
  },
};

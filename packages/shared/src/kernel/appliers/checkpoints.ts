/** Remembers which checkpoints are under review, and which the case has passed. */
import type { Program } from '../program.ts';
import { elementIndex } from '../queries/tables.ts';
import { type Appliers, append, type Draft, remove } from './applier.ts';

/** The token left the checkpoint. */
export function closeCheck(draft: Draft, tokenId: string): void {
  if (draft.checks) remove(draft, 'checks', 'token', tokenId);
}

/** The case owes these, until it passes them (again). */
export function owe(draft: Draft, ids: readonly string[]): void {
  if (!draft.passed?.some((id) => ids.includes(id))) return;
  const left = draft.passed.filter((id) => !ids.includes(id));
  if (left.length > 0) draft.passed = left;
  else delete draft.passed;
}

export const checkpointAppliers: Appliers = {
  checkpointEvaluated(draft, { tokenId, rules }) {
    closeCheck(draft, tokenId);
    const failed = rules.filter(({ passed }) => !passed).map(({ id }) => id);
    append(draft, 'checks', { tokenId, failed });
  },
  checkpointDecided(draft, { elementId, tokenId, result }) {
    closeCheck(draft, tokenId);
    owe(draft, [elementId]);
    if (result.outcome !== 'rejected') draft.passed = [...(draft.passed ?? []), elementId];
  },
  sentBack(draft, { owed }) {
    owe(draft, owed);
  },
};

/** A checkpoint that is entered again is owed again, and so is one that is undone, or inside of what is undone. */
export const oweEntered: Appliers = {
  elementEntered(draft, { elementId }, program) {
    delete draft.passedBefore;
    if (draft.passed && program.elements[elementIndex(program, elementId)]?.plan.checkpoint) owe(draft, [elementId]);
  },
  compensationStarted(draft, { elementId }, program) {
    delete draft.passedBefore;
    if (draft.passed)
      owe(
        draft,
        draft.passed.filter((id) => isWithin(program, id, elementIndex(program, elementId))),
      );
  },
};

/** Is an element this one, or inside of it? */
function isWithin(program: Program, id: string, around: number): boolean {
  for (let index = elementIndex(program, id); index >= 0; index = program.elements[index]?.parent ?? -1)
    if (index === around) return true;
  return false;
}

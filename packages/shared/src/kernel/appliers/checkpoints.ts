/** Remembers which checkpoints are under review, and which the case has passed. */
import { elementIndex } from '../tables.ts';
import { type Appliers, type Draft, without } from './applier.ts';

/** The token left the checkpoint. */
export function closeCheck(draft: Draft, tokenId: string): void {
  if (!draft.checks) return;
  const left = without(draft.checks, (check) => check.tokenId === tokenId);
  if (left.length > 0) draft.checks = left;
  else delete draft.checks;
}

/** The case owes these, until it passes them (again). */
function owe(draft: Draft, ids: readonly string[]): void {
  if (!draft.passed?.some((id) => ids.includes(id))) return;
  const left = draft.passed.filter((id) => !ids.includes(id));
  if (left.length > 0) draft.passed = left;
  else delete draft.passed;
}

export const checkpointAppliers: Appliers = {
  checkpointEvaluated(draft, { tokenId, rules }) {
    closeCheck(draft, tokenId);
    const failed = rules.filter(({ passed }) => !passed).map(({ id }) => id);
    draft.checks = [...(draft.checks ?? []), { tokenId, failed }];
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

/** A checkpoint that is entered again is owed again. */
export const oweEntered: Appliers = {
  elementEntered(draft, { elementId }, program) {
    if (draft.passed && program.elements[elementIndex(program, elementId)]?.plan.checkpoint) owe(draft, [elementId]);
  },
};

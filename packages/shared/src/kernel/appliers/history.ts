/** Remembers of the past what is asked about later: who did what, what is completed, which approvals are gone. */

import type { Program } from '../program.ts';
import { doersOf, personsOf } from '../queries/persons.ts';
import type { Appliers } from './applier.ts';
import { closeApproval } from './approvals.ts';
import { closeCheck, oweEntered } from './checkpoints.ts';

interface Asked {
  readonly hasApprovals: boolean;
  /** Elements whose doers a separation of duties names. */
  readonly doers: ReadonlySet<string>;
  /** Elements that a send-back may go to. */
  readonly targets: ReadonlySet<string>;
}
const asked = new WeakMap<Program, Asked>();

export function askedOf(program: Program): Asked {
  const known = asked.get(program);
  if (known) return known;
  const approvals = program.elements.flatMap(({ plan }) => plan.approval ?? []);
  const made = {
    hasApprovals: approvals.length > 0,
    doers: new Set(approvals.flatMap(({ separateFrom }) => separateFrom)),
    targets: new Set(approvals.flatMap(({ outcomes }) => outcomes.flatMap(({ to }) => to))),
  };
  asked.set(program, made);
  return made;
}

export const historyAppliers: Appliers = {
  taskCompleted(draft, { elementId, by }, program) {
    if (!askedOf(program).doers.has(elementId)) return;
    const before = doersOf(draft, elementId);
    draft.doers = { ...draft.doers, [elementId]: [...new Set([...before, ...personsOf(by)])] };
  },
  elementCompleted(draft, { elementId, tokenId, loopCounter, by }, program) {
    closeApproval(draft, tokenId);
    closeCheck(draft, tokenId);
    const { hasApprovals, targets } = askedOf(program);
    if (hasApprovals && by && by.userId !== null) draft.lastDone = { ...draft.lastDone, [by.userId]: elementId };
    if (loopCounter !== undefined || !targets.has(elementId)) return;
    if (!draft.completed?.includes(elementId)) draft.completed = [...(draft.completed ?? []), elementId];
  },
  elementTerminated(draft, { tokenId }) {
    closeApproval(draft, tokenId);
    closeCheck(draft, tokenId);
  },
  ...oweEntered,
};

import { elementsOf, type ModdleElement, textOf } from './diagram.ts';

/** How many are asked: from those who always are to those who may be. */
export function votersOf(approval: ModdleElement | undefined): string {
  const approvers = elementsOf(approval, 'approvers');
  const always = approvers.filter((approver) => textOf(approver, 'when') === '').length;
  return always === approvers.length ? String(always) : `${Math.max(always, 1)}–${approvers.length}`;
}

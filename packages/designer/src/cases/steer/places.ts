import type { FlowNode } from '@fortnight/shared/model';

/** Whether a token may be put there: not what begins by itself, or undoes something. Joins the server refuses in words. */
export const isPlace = ({ kind, attachedTo, triggeredByEvent, isForCompensation }: FlowNode): boolean =>
  kind !== 'startEvent' && attachedTo === undefined && triggeredByEvent !== true && isForCompensation !== true;

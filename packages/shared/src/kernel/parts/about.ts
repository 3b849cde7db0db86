/** Which element an event is about, as every event of one says it. */
import type { ProgramElement } from '../program.ts';

export const about = ({ id: elementId, kind: elementKind }: ProgramElement) => ({ elementId, elementKind });

/** One run of an activity that runs several times; without a counter the body around them, which has a kind of its own. */
export const aboutVisit = ({ id: elementId, kind, plan }: ProgramElement, loopCounter?: number) => ({
  elementId,
  elementKind: loopCounter === undefined && plan.loop ? plan.loop.kind : kind,
});

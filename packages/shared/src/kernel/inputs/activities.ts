/** An activity of an ad-hoc sub-process begins because somebody wants it to. */
import { begin } from '../parts/enter.ts';
import { refusal } from '../parts/rejection.ts';
import { startableIn } from '../queries/startable.ts';
import type { Takers } from './taker.ts';

export const activityTakers: Takers = {
  startActivity(run, { elementId, by }) {
    const fitting = startableIn(run.program, run.draft).filter(({ element }) => run.element(element).id === elementId);
    const [first] = fitting;
    if (!first) {
      const message = `Expected an activity of an open ad-hoc sub-process that no flow leads to; found ${elementId}.`;
      return refusal('not-ad-hoc', message, elementId);
    }
    const free = fitting.find(({ isBlocked }) => !isBlocked);
    if (!free) {
      const message = `Activities run one at a time in ${run.element(first.owner.element).id}; complete the one that is open first.`;
      return refusal('one-at-a-time', message, elementId);
    }
    const stopped = run.refusedAt(free.element);
    if (stopped) return stopped;
    begin(run, free.element, free.scope.id, by.userId ?? undefined);
    return undefined;
  },
};

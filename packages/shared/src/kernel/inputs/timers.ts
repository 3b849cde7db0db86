/** A timer fires: what follows is its purpose's. */

import { scheduleNext } from '../definitions/timer.ts';
import type { TimerPurpose } from '../event.ts';
import { about } from '../parts/about.ts';
import { refusal } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import { passLimit, remindHolders } from '../parts/timing.ts';
import type { ProgramElement } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { OpenTimer, Token } from '../state.ts';
import type { Takers } from './taker.ts';

type Fire = (run: Run, timer: OpenTimer, holder: Token, element: ProgramElement) => void;

const purposes: { readonly [P in TimerPurpose]?: Fire } = {
  event(run, timer, holder, element) {
    scheduleNext(run, timer, holder);
    run.handler(element).trigger?.(run, holder, element, { definition: timer.definition ?? 0 });
  },
  limit: (run, _timer, holder, element) => passLimit(run, holder, element),
  reminder: (run, _timer, holder, element) => remindHolders(run, holder, element),
};

export const timerTakers: Takers = {
  triggerTimer(run, { timerId }) {
    const timer = firstHaving(run.draft.timers, 'id', timerId);
    const holder = timer && run.token(timer.tokenId);
    if (!timer || !holder) return refusal('timer-not-open', `There is no open timer ${timerId}.`);
    const element = run.element(timer.element);
    if (run.at < timer.dueAt) {
      const message = `The timer ${timerId} is due at ${timer.dueAt}; the input is at ${run.at}.`;
      return refusal('timer-not-due', message, element.id);
    }
    const stopped = run.refusedAt(timer.element) ?? run.refusedAt(holder.element);
    if (stopped) return stopped;
    run.hops = timer.hops ?? 0;
    run.emit({ type: 'timerFired', ...about(element), timerId });
    purposes[timer.purpose]?.(run, timer, holder, element);
    return undefined;
  },
};

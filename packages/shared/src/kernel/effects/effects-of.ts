/** The orders that events give the host. */
import type { Effect } from '../effect.ts';
import type { Event, EventType } from '../event.ts';
import type { Run } from '../parts/run.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { State } from '../state.ts';
import { callOrders } from './calls.ts';
import type { Ordering } from './ordering.ts';
import { peopleOrders } from './people.ts';
import { waitOrders } from './waits.ts';

const orders = { ...peopleOrders, ...waitOrders, ...callOrders };

/** The effects of one step's events, in their order. */
export function effectsOf(run: Run): readonly Effect[] {
  const effects: Effect[] = [];
  const isOpen = (id: string): boolean => isOpenIn(run.draft, id);
  for (const event of run.events) {
    // The table's type pairs each name with its own event, which no single call can express.
    const ordering = orders[event.type] as Ordering<EventType> | undefined;
    const ordered = ordering?.(event as Event, run, isOpen);
    if (ordered === undefined) continue;
    if ('length' in ordered) effects.push(...ordered);
    else effects.push(ordered);
  }
  return effects;
}

/** An id says by its letter what it is of. */
function isOpenIn({ tasks, timers, subscriptions, jobs, calls, questions }: State, id: string): boolean {
  const lists: { readonly [letter: string]: readonly { readonly id: string }[] | undefined } = {
    t: tasks,
    m: timers,
    u: subscriptions,
    j: jobs,
    p: calls,
    q: questions,
  };
  return firstHaving(lists[id.charAt(0)], 'id', id) !== undefined;
}

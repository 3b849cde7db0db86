/** What a case's history says that its state has not kept, for a version that asks for more. */
import { askedOf } from './appliers/history.ts';
import type { Event } from './event.ts';
import type { Past } from './input.ts';
import type { Program } from './program.ts';
import { personsOf } from './queries/persons.ts';

/** Does a version ask of the past what another did not keep? Its cases are moved with what `pastOf` answers. */
export function needsPast(from: Program, to: Program): boolean {
  const [kept, asked] = [askedOf(from), askedOf(to)];
  const isMissing = (wanted: ReadonlySet<string>, known: ReadonlySet<string>): boolean =>
    [...wanted].some((id) => !known.has(id));
  return (
    (asked.hasApprovals && !kept.hasApprovals) || isMissing(asked.doers, kept.doers) || isMissing(asked.targets, kept.targets)
  );
}

/**
 * Reads a case's past from its events, by the ids that its elements have by now.
 *
 * Shape: `events` is all of its history, in order.
 */
export function pastOf(events: Iterable<Event>): Past {
  let completed = new Set<string>();
  let doers = new Map<string, readonly string[]>();
  let lastDone = new Map<string, string>();
  const since: Record<string, number> = {};
  for (const event of events) {
    if (event.type === 'taskCompleted')
      doers.set(event.elementId, [...new Set([...(doers.get(event.elementId) ?? []), ...personsOf(event.by)])]);
    else if (event.type === 'elementCompleted') {
      if (event.by && event.by.userId !== null) lastDone.set(event.by.userId, event.elementId);
      if (event.loopCounter === undefined) completed.add(event.elementId);
    } else if (event.type === 'timerScheduled') since[event.timerId] = event.cycle?.armedAt ?? event.at;
    else if (event.type === 'timerFired' || event.type === 'timerCancelled') delete since[event.timerId];
    else if (event.type === 'taskOpened') since[event.taskId] = event.at;
    else if (event.type === 'taskCancelled') delete since[event.taskId];
    else if (event.type === 'migrated') {
      const { renamed } = event;
      const now = (id: string): string | null | undefined => (Object.hasOwn(renamed, id) ? renamed[id] : id);
      completed = new Set([...completed].flatMap((id) => now(id) ?? []));
      const did = new Map<string, readonly string[]>();
      for (const [id, persons] of doers) {
        const to = now(id);
        if (typeof to === 'string') did.set(to, [...new Set([...(did.get(to) ?? []), ...persons])]);
      }
      doers = did;
      lastDone = new Map(
        [...lastDone].flatMap(([user, id]): [string, string][] => {
          const to = now(id);
          return typeof to === 'string' ? [[user, to]] : [];
        }),
      );
    }
  }
  return { completed: [...completed], doers: Object.fromEntries(doers), lastDone: Object.fromEntries(lastDone), since };
}

/** Which elements of a program are stopped, and by what. */
import type { Stop } from '../input.ts';
import type { Program, ProgramElement } from '../program.ts';

/** Elements that an element waits at in its own place: the events behind an event-based gateway. */
type WaitsAt = (element: ProgramElement) => readonly number[];

/** By the list of stops, which is not changed once it was given; then by the program. */
const known = new WeakMap<readonly Stop[], WeakMap<Program, ReadonlyMap<number, Stop>>>();

/**
 * By element index. An element is stopped with what stands inside of it, is attached to it, or is waited for at it; the first
 * stop counts.
 *
 * Cost: grows with the program where a list is given for the first time, and with nothing after that.
 */
export function stoppedIn(program: Program, stops: readonly Stop[], waitsAt: WaitsAt): ReadonlyMap<number, Stop> {
  const ofStops = known.get(stops) ?? new WeakMap<Program, ReadonlyMap<number, Stop>>();
  known.set(stops, ofStops);
  const stopped = ofStops.get(program) ?? findStopped(program, stops, waitsAt);
  ofStops.set(program, stopped);
  return stopped;
}

function findStopped(program: Program, stops: readonly Stop[], waitsAt: WaitsAt): ReadonlyMap<number, Stop> {
  const stopped = new Map<number, Stop>();
  const stop = (index: number, by: Stop): void => {
    if (!stopped.has(index)) stopped.set(index, by);
  };
  for (const by of stops) {
    const named = by.elements && new Set(by.elements);
    const own = new Set<number>();
    // A sub-process stands before what is inside of it.
    for (const { index, id, parent } of program.elements) if (!named || named.has(id) || own.has(parent)) own.add(index);
    for (const index of own) {
      const element = program.elements[index];
      if (element) for (const beside of [index, ...(element.boundaries ?? []), ...waitsAt(element)]) stop(beside, by);
    }
  }
  return stopped;
}

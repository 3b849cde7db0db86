/** What a host asks of a program before it lets work be done: which of its elements are stopped. */
import { handlerOf } from './elements/index.ts';
import type { Stop } from './input.ts';
import type { Program } from './program.ts';
import { stoppedIn } from './queries/stopped.ts';

/**
 * The stop of each element that nothing enters or leaves, by its id.
 *
 * An element is stopped with what stands inside of it, what is attached to it, and the events behind it that it waits for.
 */
export function stoppedElements(program: Program, stops: readonly Stop[]): ReadonlyMap<string, Stop> {
  const stopped = stoppedIn(program, stops, (element) => handlerOf(element)?.waitsAt?.(program, element) ?? []);
  return new Map(
    [...stopped].flatMap(([index, stop]) => {
      const element = program.elements[index];
      return element ? [[element.id, stop]] : [];
    }),
  );
}

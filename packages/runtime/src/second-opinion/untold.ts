/** What is not told where two engines are compared: the one says of a moment what the other says of another, and both are right. */
import type { Program } from '@fortnight/shared/kernel';
import { has, isDecided } from './definitions.ts';

export interface Untold {
  /** Elements whose entering is not told: an event that waits has been entered by the one and not by the other. */
  readonly entered: ReadonlySet<number>;
  /** Elements whose completion is not told: an end that throws an error ends with what catches it, one that is won or lost with the case. */
  readonly completed: ReadonlySet<number>;
  /** Flows that are not told: out of an event-based gateway, the one takes them all and the other the winner's. */
  readonly flows: ReadonlySet<number>;
}

export function untoldOf({ elements, flows }: Program): Untold {
  const races = elements.filter(({ kind }) => kind === 'eventBasedGateway').flatMap(({ outgoing }) => outgoing);
  const boundaries = elements.filter(({ kind }) => kind === 'boundaryEvent').map(({ index }) => index);
  const ends = elements.filter(
    (element) => element.kind === 'endEvent' && (has(element, 'errorEventDefinition') || isDecided(element)),
  );
  return {
    entered: new Set([...boundaries, ...races.flatMap((flow) => flows[flow]?.target ?? [])]),
    completed: new Set(ends.map(({ index }) => index)),
    flows: new Set(races),
  };
}

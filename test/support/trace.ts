/** A history in short: one word an element or flow. */
import type { Event } from '@fortnight/shared/kernel';

/** `+u` entered, `-u` completed, `xu` terminated, `>flow` taken; `#2` behind it is the number of a repeated run. */
export function traceOf(events: readonly Event[]): string {
  return events.flatMap((event) => wordOf(event) ?? []).join(' ');
}

function wordOf(event: Event): string | undefined {
  switch (event.type) {
    case 'elementEntered':
      return `+${nameOf(event)}`;
    case 'elementCompleted':
      return `-${nameOf(event)}`;
    case 'elementTerminated':
      return `x${nameOf(event)}`;
    case 'flowTaken':
      return `>${event.elementId}`;
    default:
      return undefined;
  }
}

const nameOf = ({ elementId, loopCounter }: { readonly elementId: string; readonly loopCounter?: number }): string =>
  loopCounter === undefined ? elementId : `${elementId}#${loopCounter}`;

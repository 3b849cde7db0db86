import type { Absence } from '@fortnight/shared/contract';
import type { Absence as AbsenceSpan } from '@fortnight/shared/people';

/** The absence in epoch ms: a date means the midnight with which it begins in the person's time zone. */
export const toSpan = ({ from, to, substituteId }: Absence, timeZone: string): AbsenceSpan => ({
  from: momentOf(from, timeZone),
  to: momentOf(to, timeZone),
  substituteId,
});

function momentOf(text: string, timeZone: string): number {
  const utc = Date.parse(text);
  if (text.length > 10) return utc;
  // Twice, since the offset at midnight may differ from the one that was guessed with across a change of the clocks.
  const guess = utc - offsetMs(utc, timeZone);
  return utc - offsetMs(guess, timeZone);
}

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - at;
}

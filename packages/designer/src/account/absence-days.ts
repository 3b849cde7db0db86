import type { Absence } from '@fortnight/shared/contract';

const isDay = (text: string): boolean => text.length === 10;

/** `2026-11-25`: the calendar day there is in a zone at a moment; the browser's zone unless one is given. */
export const dayIn = (atMs: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(atMs);

export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/**
 * A day as the server takes it: it begins at midnight in the person's own zone.
 * Whoever has none means the midnight of this browser, so that one is named as a moment.
 */
export const wireDay = (day: string, timeZone: string | undefined): string =>
  timeZone === undefined ? new Date(`${day}T00:00`).toISOString() : day;

/** A moment that is shown as the day that was meant, in whatever zone the reader is. */
export const shownDay = (text: string): string => (isDay(text) ? `${text}T12:00:00Z` : text);

/** Whether an absence is to come, lasts, or is over. `timeZone` is that of the person who is away. */
export function standingOf({ from, to }: Absence, nowMs: number, timeZone: string | undefined): 'planned' | 'away' | 'over' {
  const today = dayIn(nowMs, timeZone);
  const hasCome = (text: string) => (isDay(text) ? text <= today : Date.parse(text) <= nowMs);
  if (hasCome(to)) return 'over';
  return hasCome(from) ? 'away' : 'planned';
}

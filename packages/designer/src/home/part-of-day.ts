export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** The part of the day that it is in a time zone; in the browser's own where none is given. */
export function partOfDay(at: number, timeZone: string | undefined): PartOfDay {
  const format = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone }),
  });
  const hour = Number(format.format(at));
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
}

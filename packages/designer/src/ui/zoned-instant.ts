/** The wall clock of a zone as an input has it, `2026-11-24T09:30`, and the instant that it stands for. */

/** What the clock of a zone shows at an instant (epoch ms); of the machine's own zone where none is named. */
export function wallClockAt(at: number, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone }),
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** Epoch ms; undefined for a text that is no such time. Where clocks are put forward over it, the hour after. */
export function instantOf(wallClock: string, timeZone: string | undefined): number | undefined {
  const asUtc = Date.parse(`${wallClock}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const offsetAt = (at: number): number => Date.parse(`${wallClockAt(at, timeZone)}Z`) - Math.floor(at / 60_000) * 60_000;
  const guess = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(guess);
}

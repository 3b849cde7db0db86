/** Durations by classes that are kept as counts: minutes at first, coarser where they are long, so that whole days are borders. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** From where on a class is how wide; stored counts are read by it, so it never changes. */
const spans = [
  { from: 0, width: minute },
  { from: 2 * hour, width: 10 * minute },
  { from: day, width: hour },
  { from: 7 * day, width: 6 * hour },
  { from: 30 * day, width: day },
  { from: 365 * day, width: 30 * day },
] as const;
const last = 999;

/** The same, each with its first class. */
const placed: { readonly from: number; readonly width: number; readonly first: number }[] = [];
for (const { from, width } of spans) {
  const previous = placed.at(-1);
  placed.push({ from, width, first: previous ? previous.first + (from - previous.from) / previous.width : 0 });
}

/** The class of a duration, ms at least 0. */
export function bucketOf(durationMs: number): number {
  const span = placed.findLast(({ from }) => durationMs >= from) ?? { from: 0, width: minute, first: 0 };
  return Math.min(last, span.first + Math.floor((Math.max(0, durationMs) - span.from) / span.width));
}

/** From which duration to which a class reaches, ms; a duration lies in it from `from` on and below `to`. */
export function bucketSpan(bucket: number): { readonly from: number; readonly to: number } {
  const span = placed.findLast(({ first }) => bucket >= first) ?? { from: 0, width: minute, first: 0 };
  const from = span.from + (bucket - span.first) * span.width;
  return { from, to: from + span.width };
}

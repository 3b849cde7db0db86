export interface LimitParts {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

const part = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

/** The parts of a limit such as `P1DT4H`; undefined for what has others, or none. */
export function limitParts(limit: string | undefined): LimitParts | undefined {
  const match = part.exec(limit ?? '');
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  return days + hours + minutes > 0 ? { days, hours, minutes } : undefined;
}

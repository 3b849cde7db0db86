import type { Stop } from '@fortnight/shared/contract';

/** How many cases wait for what is stopped; undefined where they wait behind several stops, for one may wait behind each. */
export function waitingBehind(stops: readonly Pick<Stop, 'waiting'>[]): number | undefined {
  const [first = 0, ...others] = stops.flatMap(({ waiting }) => waiting || []);
  return others.length > 0 ? undefined : first;
}

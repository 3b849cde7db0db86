import type { Bounds, Point } from '../../diagram.ts';

interface Surroundings {
  /** What the pad belongs to; a point for a flow. */
  readonly target: Bounds;
  /** The size of the pad. */
  readonly pad: Pick<Bounds, 'width' | 'height'>;
  /** Where it is seen whole. */
  readonly sight: Bounds;
  /** What it had better not lie upon; the target, too, where nothing stands in that. */
  readonly others: readonly Bounds[];
  readonly gap: number;
}

/**
 * Where a pad is whole and in sight and covers the least: beside its target, else below, left of or above it.
 *
 * Units: px of the canvas's container.
 */
export function placePad({ target, pad, sight, others, gap }: Surroundings): Point {
  const middle = target.x + (target.width - pad.width) / 2;
  const sides: readonly Point[] = [
    { x: target.x + target.width + gap, y: target.y },
    { x: middle, y: target.y + target.height + gap },
    { x: target.x - gap - pad.width, y: target.y },
    { x: middle, y: target.y - gap - pad.height },
  ];
  const placed = sides.map((side) => {
    const at = {
      x: within(side.x, sight.x, sight.x + sight.width - pad.width),
      y: within(side.y, sight.y, sight.y + sight.height - pad.height),
    };
    const covered = others.reduce((sum, other) => sum + sharedArea({ ...at, ...pad }, other), 0);
    return { at, covered };
  });
  return placed.reduce((best, next) => (next.covered < best.covered ? next : best)).at;
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

function sharedArea(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

import type { ModdleElement } from '../moddle-element.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Bounds extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where everything of a document goes, in the coordinates of the plane. */
export interface Arrangement {
  readonly shapes: Map<ModdleElement, Bounds>;
  readonly edges: Map<ModdleElement, readonly Point[]>;
}

/** The smallest bounds around all; nothing at the origin when there are none. */
export function around(all: readonly Bounds[]): Bounds {
  if (all.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...all.map((bounds) => bounds.x));
  const y = Math.min(...all.map((bounds) => bounds.y));
  return {
    x,
    y,
    width: Math.max(...all.map((bounds) => bounds.x + bounds.width)) - x,
    height: Math.max(...all.map((bounds) => bounds.y + bounds.height)) - y,
  };
}

const middle = ({ x, y, width, height }: Bounds): Point => ({ x: x + width / 2, y: y + height / 2 });

/** An orthogonal way from the right side of one shape to the left side of another, or back around below both. */
export function orthogonal(from: Bounds, to: Bounds): readonly Point[] {
  const start = { x: from.x + from.width, y: middle(from).y };
  const end = { x: to.x, y: middle(to).y };
  if (start.y === end.y && start.x <= end.x) return [start, end];
  if (start.x + 20 <= end.x) {
    const turn = end.x - 15;
    return [start, { x: turn, y: start.y }, { x: turn, y: end.y }, end];
  }
  const below = Math.max(from.y + from.height, to.y + to.height) + 20;
  const down = { x: middle(from).x, y: from.y + from.height };
  const up = { x: middle(to).x, y: to.y + to.height };
  return [down, { x: down.x, y: below }, { x: up.x, y: below }, up];
}

/** A way from below a boundary event to a shape. */
export function fromBelow(event: Bounds, to: Bounds): readonly Point[] {
  const start = { x: middle(event).x, y: event.y + event.height };
  const end = { x: to.x, y: middle(to).y };
  if (end.y > start.y && end.x > start.x) return [start, { x: start.x, y: end.y }, end];
  const below = Math.max(start.y, to.y + to.height) + 20;
  const up = { x: middle(to).x, y: to.y + to.height };
  return [start, { x: start.x, y: below }, { x: up.x, y: below }, up];
}

/** A straight line between the middles of two shapes. */
export const straight = (from: Bounds, to: Bounds): readonly Point[] => [middle(from), middle(to)];

/**
 * Where a way that meets the left or right side of a shape's bounds meets the shape itself: a gateway's corner and an
 * event's circle stand back from their bounds above and below the middle.
 */
export function docked(point: Point, bounds: Bounds, outline: 'diamond' | 'circle'): Point {
  const centre = middle(bounds);
  const half = bounds.width / 2;
  const off = Math.abs(point.y - centre.y);
  const isAtSide = Math.abs(Math.abs(point.x - centre.x) - half) < 1;
  if (!isAtSide || off === 0 || off >= half) return point;
  const reach = outline === 'diamond' ? half - off : Math.sqrt(half * half - off * off);
  return { x: centre.x + Math.sign(point.x - centre.x) * reach, y: point.y };
}

import type { Bounds, DiagramElement } from '../diagram.ts';
import type { Canvas, ElementRegistry, Selection } from '../services.ts';

/** Selects an element and brings it into sight, on the plane that it is drawn on. */
export function showElement(
  { canvas, registry, selection }: { canvas: Canvas; registry: ElementRegistry; selection: Selection },
  id: string,
): void {
  const element = registry.get(id);
  if (!element) return;
  const root = canvas.findRoot(element);
  if (root && root !== canvas.getRootElement()) canvas.setRootElement(root);
  if (element === root) {
    selection.select(null);
    return;
  }
  bringIntoSight(canvas, element);
  selection.select(element);
  canvas.focus();
}

/**
 * Moves no further than it has to. Not by the canvas's own scrolling, which asks the browser where it stands and loses the scale before the first frame.
 */
export function bringIntoSight(canvas: Canvas, element: DiagramElement): void {
  const { x, y, width, height, scale, outer } = canvas.viewbox();
  // On a canvas that has no size yet, the next fit brings it into sight.
  if (outer.width === 0 || outer.height === 0) return;
  const { left, top, right, bottom } = edgesOf(element);
  const space = 120 / scale;
  canvas.viewbox({
    x: within(x, right + space - width, left - space),
    y: within(y, bottom + space - height, top - space),
    width,
    height,
  });
}

function edgesOf(element: DiagramElement) {
  const points = element.waypoints ?? [
    { x: element.x, y: element.y },
    { x: element.x + element.width, y: element.y + element.height },
  ];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

const leastReadable = 0.6;
const margin = 40;

/** Shows the whole with a margin; with `least`, where it would be too small to read, its beginning. */
export function fit(canvas: Canvas, least = 0): void {
  const { inner, outer } = canvas.viewbox();
  if (inner.width === 0 || inner.height === 0 || outer.width === 0) return;
  const whole = Math.min(outer.width / (inner.width + 2 * margin), outer.height / (inner.height + 2 * margin), 1);
  const scale = Math.max(whole, least);
  const [width, height] = [outer.width / scale, outer.height / scale];
  const x = inner.width + 2 * margin <= width ? inner.x + inner.width / 2 - width / 2 : inner.x - margin;
  const y = inner.height + 2 * margin <= height ? inner.y + inner.height / 2 - height / 2 : inner.y - margin;
  canvas.viewbox({ x, y, width, height });
}

const within = (value: number, least: number, most: number): number =>
  most < least ? (least + most) / 2 : Math.min(Math.max(value, least), most);

/** Where the whole is too small to read: as much of it as can be read around these elements. */
export function aimAt(canvas: Canvas, elements: readonly Bounds[]): void {
  const { inner, outer, scale } = canvas.viewbox();
  if (scale >= leastReadable || outer.width === 0 || elements.length === 0) return;
  const left = Math.min(...elements.map(({ x }) => x));
  const top = Math.min(...elements.map(({ y }) => y));
  const right = Math.max(...elements.map(({ x, width }) => x + width));
  const bottom = Math.max(...elements.map(({ y, height }) => y + height));
  const [width, height] = [outer.width / leastReadable, outer.height / leastReadable];
  const x = within((left + right - width) / 2, inner.x - margin, inner.x + inner.width + margin - width);
  const y = within((top + bottom - height) / 2, inner.y - margin, inner.y + inner.height + margin - height);
  canvas.viewbox({ x, y, width, height });
}

export const fitReadably = (canvas: Canvas): void => fit(canvas, leastReadable);

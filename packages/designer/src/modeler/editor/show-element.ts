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
  canvas.scrollToElement(element, 120);
  selection.select(element);
  canvas.focus();
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

export const fitReadably = (canvas: Canvas): void => fit(canvas, leastReadable);

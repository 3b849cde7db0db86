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

/** Shows the whole; where that would be too small to read, the beginning of it. */
export function fitReadably(canvas: Canvas): void {
  if (canvas.zoom('fit-viewport', 'auto') >= leastReadable) return;
  const { inner, outer } = canvas.viewbox();
  const width = outer.width / leastReadable;
  const height = outer.height / leastReadable;
  const y = inner.height < height ? inner.y + inner.height / 2 - height / 2 : inner.y - margin;
  canvas.viewbox({ x: inner.x - margin, y, width, height });
}

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

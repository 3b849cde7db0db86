/** The context pad is whole and in sight, and lies upon as little as it can. */
import ContextPad from 'diagram-js/lib/features/context-pad/ContextPad';
import type { Bounds, DiagramElement, Point } from '../../diagram.ts';
import type { Canvas, ElementRegistry } from '../../services.ts';
import { placePad } from './place-pad.ts';

const gap = 12;
/** Below, in px, stand the bar of the view and bpmn.io's mark. */
const foot = 60;
const edge = 8;

type Target = DiagramElement | readonly DiagramElement[];

class PadInSight extends ContextPad {
  declare private readonly _canvas: Canvas;
  declare private readonly _elementRegistry: ElementRegistry;
  declare private readonly _current: { readonly html: HTMLElement } | null;

  /** What bpmn.io asks where the pad is to stand. */
  _getPosition(target: Target): { readonly left: number; readonly top: number } {
    const elements = Array.isArray(target) ? (target as readonly DiagramElement[]) : [target as DiagramElement];
    const { x, y, scale, outer } = this._canvas.viewbox();
    const onScreen = (box: Bounds): Bounds => ({
      x: (box.x - x) * scale,
      y: (box.y - y) * scale,
      width: box.width * scale,
      height: box.height * scale,
    });
    const html = this._current?.html;
    const at = placePad({
      target: onScreen(boundsOf(elements)),
      pad: { width: html?.offsetWidth ?? 0, height: html?.offsetHeight ?? 0 },
      sight: { x: edge, y: edge, width: outer.width - 2 * edge, height: outer.height - edge - foot },
      others: this.leftClear(elements).map(onScreen),
      gap: gap * scale,
    });
    return { left: at.x, top: at.y };
  }

  /** Shapes and labels of the same plane: none that something of it stands in. */
  private leftClear(elements: readonly DiagramElement[]): readonly DiagramElement[] {
    const around = new Set<DiagramElement>(elements.filter(({ children }) => children.some(({ labelTarget }) => !labelTarget)));
    for (const element of elements) for (let parent = element.parent; parent; parent = parent.parent) around.add(parent);
    const plane = this._canvas.getRootElement();
    return this._elementRegistry.filter(
      (other) => !other.waypoints && !around.has(other) && other.type !== 'bpmn:Lane' && this._canvas.findRoot(other) === plane,
    );
  }
}

/** The bounds of all of them; a flow is where its middle is. */
function boundsOf(elements: readonly DiagramElement[]): Bounds {
  const boxes = elements.map((element) =>
    element.waypoints ? { ...middleOf(element.waypoints), width: 0, height: 0 } : element,
  );
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The middle of the longest piece of a flow. */
function middleOf(waypoints: readonly Point[]): Point {
  const pieces = waypoints.slice(1).flatMap((to, index) => {
    const from = waypoints[index];
    return from ? [{ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, length: Math.hypot(to.x - from.x, to.y - from.y) }] : [];
  });
  const [longest] = pieces.toSorted((a, b) => b.length - a.length);
  return longest ?? { x: 0, y: 0 };
}

export const padInSightModule = { contextPad: ['type', PadInSight] };

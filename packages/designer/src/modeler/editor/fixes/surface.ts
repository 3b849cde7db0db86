import type { DiagramElement, Point } from '../../diagram.ts';
import type { ElementFactory, ElementRegistry, Modeling } from '../../services.ts';

/** The canvas, as far as fixes draw on it. */
export interface Surface {
  readonly modeling: Modeling;
  readonly registry: ElementRegistry;
  readonly get: <T>(name: string) => T;
}

/** Between a line and a name beside it. */
const apart = 8;

export const shape = ({ get }: Surface, type: string, more: object = {}): DiagramElement =>
  get<ElementFactory>('elementFactory').createShape({ type, ...more });

/** Puts the name of a flow or an event beside a line that runs down at `x`, not across it. */
export function nameBeside({ registry, modeling }: Surface, named: DiagramElement, side: 'left' | 'right', line: Point): void {
  const label = registry.get(`${named.id}_label`);
  if (!label) return;
  const x = side === 'right' ? line.x + apart : line.x - apart - label.width;
  modeling.moveElements([label], { x: x - label.x, y: line.y - label.height / 2 - label.y }, label.parent ?? named);
}

/** What the inside of an element is drawn on: itself, or the plane of one that is collapsed. */
export const insideOf = ({ registry }: Surface, element: DiagramElement): DiagramElement =>
  element.collapsed === true ? (registry.get(`${element.id}_plane`) ?? element) : element;

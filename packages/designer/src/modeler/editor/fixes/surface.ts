import type { DiagramElement } from '../../diagram.ts';
import type { ElementFactory, ElementRegistry, Modeling } from '../../services.ts';

/** The canvas, as far as fixes draw on it. */
export interface Surface {
  readonly modeling: Modeling;
  readonly registry: ElementRegistry;
  readonly get: <T>(name: string) => T;
}

export const shape = ({ get }: Surface, type: string, more: object = {}): DiagramElement =>
  get<ElementFactory>('elementFactory').createShape({ type, ...more });

/** What the inside of an element is drawn on: itself, or the plane of one that is collapsed. */
export const insideOf = ({ registry }: Surface, element: DiagramElement): DiagramElement =>
  element.collapsed === true ? (registry.get(`${element.id}_plane`) ?? element) : element;

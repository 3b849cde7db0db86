/** Flows between neighbours that were moved are drawn anew: straight on, not around what was in the way before. */
import type { Bounds, DiagramElement } from '../../diagram.ts';
import type { Modeling } from '../../services.ts';

export function straighten(modeling: Modeling, elements: readonly DiagramElement[]): void {
  const flows = new Set(elements.flatMap(({ incoming, outgoing }) => [...incoming, ...outgoing]));
  for (const flow of flows) if (leadsToNeighbour(flow)) modeling.layoutConnection(flow, { waypoints: [] });
}

function leadsToNeighbour({ type, source, target }: DiagramElement): boolean {
  return (
    type === 'bpmn:SequenceFlow' && !!source && !!target && !source.host && isLeftOf(source, target) && isBeside(source, target)
  );
}

export const isLeftOf = (a: Bounds, b: Bounds) => a.x + a.width <= b.x;

export const isBeside = (a: Bounds, b: Bounds) => a.y < b.y + b.height && b.y < a.y + a.height;

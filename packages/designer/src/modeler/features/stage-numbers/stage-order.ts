/** In which place a new stage stands among the others. */
import { type DiagramElement, extensionOf, salesKindOf, textOf } from '../../diagram.ts';

export const isStage = (element: DiagramElement) => !element.labelTarget && salesKindOf(element.businessObject) === 'stage';

export const orderOf = (stage: DiagramElement) => {
  const order = Number.parseInt(textOf(extensionOf(stage.businessObject, 'fortnight:Stage'), 'order'), 10);
  return Number.isFinite(order) ? order : undefined;
};

/** Stages that can be reached from an element against (or along) the flow, the nearest on each way. */
function nearest(from: DiagramElement, direction: 'incoming' | 'outgoing'): readonly DiagramElement[] {
  const seen = new Set([from]);
  const found: DiagramElement[] = [];
  const queue = [from];
  for (let element = queue.shift(); element; element = queue.shift())
    for (const flow of element[direction]) {
      const next = direction === 'incoming' ? flow.source : flow.target;
      if (!next || seen.has(next)) continue;
      seen.add(next);
      if (isStage(next)) found.push(next);
      else queue.push(next);
    }
  return found;
}

/** Reading order: rows from top to bottom, each from left to right. */
function isReadBefore(a: DiagramElement, b: DiagramElement): boolean {
  if (a.y + a.height <= b.y) return true;
  if (b.y + b.height <= a.y) return false;
  return a.x < b.x;
}

/**
 * The stages in their order, with a new one put where it belongs: behind those that lead to it, before those
 * that it leads to, else where one would read it.
 */
export function withNewStage(others: readonly DiagramElement[], stage: DiagramElement): readonly DiagramElement[] {
  const sorted = [...others].sort((a, b) => (orderOf(a) ?? Number.MAX_SAFE_INTEGER) - (orderOf(b) ?? Number.MAX_SAFE_INTEGER));
  const before = nearest(stage, 'incoming').map((other) => sorted.indexOf(other));
  const after = nearest(stage, 'outgoing').map((other) => sorted.indexOf(other));
  const read = sorted.filter((other) => isReadBefore(other, stage)).map((other) => sorted.indexOf(other));
  const place = before.length > 0 ? Math.max(...before) + 1 : after.length > 0 ? Math.min(...after) : Math.max(-1, ...read) + 1;
  return [...sorted.slice(0, place), stage, ...sorted.slice(place)];
}

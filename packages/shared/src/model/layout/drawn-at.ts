import { childTags, elementOf, elementsOf, isModdleElement, type ModdleElement, tagOf, textOf } from '../moddle-element.ts';
import type { Model } from '../model.ts';

/** How each element is drawn, by its id: place, size, bends, colour. What is drawn alike has equal texts. */
export function drawnAt({ document }: Pick<Model, 'document'>): ReadonlyMap<string, string> {
  const drawn = new Map<string, string>();
  if (!isModdleElement(document)) return drawn;
  for (const diagram of elementsOf(document, 'diagrams'))
    for (const shape of elementsOf(elementOf(diagram, 'plane'), 'planeElement')) {
      const id = textOf(elementOf(shape, 'bpmnElement'), 'id');
      if (id !== undefined) drawn.set(id, `${drawn.get(id) ?? ''}${lookOf(shape)}`);
    }
  return drawn;
}

const looks = ['x', 'y', 'width', 'height', 'isHorizontal', 'isExpanded', 'isMarkerVisible', 'fill', 'stroke'];

function lookOf(element: ModdleElement): string {
  const own = looks.map((name) => textOf(element, name) ?? '').join(' ');
  // Where a name is written a canvas decides anew.
  const inside = childTags(element).filter((child) => tagOf(child) !== 'bPMNLabel');
  return `${tagOf(element)} ${own} ${JSON.stringify(element.$attrs ?? {})}(${inside.map(lookOf).join()})`;
}

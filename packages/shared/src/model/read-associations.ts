import { elementOf, elementsOf, type ModdleElement, textOf } from './moddle-element.ts';

/**
 * Finds, by the id of each element that an association has at one end, the activities at the other; which way it was drawn
 * says nothing. Source: BPMN 2.0.2 §8.3.1 and §10.7.1.
 */
export function readAssociations(definitions: ModdleElement): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const link = (from: ModdleElement | undefined, to: ModdleElement | undefined): void => {
    const [id, activity] = [textOf(from, 'id'), textOf(to, 'id')];
    if (id === undefined || activity === undefined || !isActivity(to)) return;
    const linked = found.get(id) ?? [];
    if (!linked.includes(activity)) found.set(id, [...linked, activity]);
  };
  for (const association of associationsOf(elementsOf(definitions, 'rootElements'))) {
    const [source, target] = [elementOf(association, 'sourceRef'), elementOf(association, 'targetRef')];
    link(source, target);
    link(target, source);
  }
  return found;
}

/** Those of the elements and of all that is inside of them: authors' tools put them where they like. */
const associationsOf = (elements: readonly ModdleElement[]): readonly ModdleElement[] =>
  elements.flatMap((element) => [
    ...elementsOf(element, 'artifacts').filter(({ $type }) => $type === 'bpmn:Association'),
    ...associationsOf(elementsOf(element, 'flowElements')),
  ]);

const isActivity = (element: ModdleElement | undefined): boolean =>
  element?.$descriptor.propertiesByName.isForCompensation !== undefined;

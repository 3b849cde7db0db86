import { isModdleElement, type ModdleElement } from './moddle-element.ts';
import type { ParseResult } from './moddle-interface.ts';

/** All ids that one property of one element refers to, in document order, with what each was resolved to. */
interface KeptReference {
  readonly element: ModdleElement;
  readonly property: string;
  readonly ids: readonly string[];
  readonly targets: readonly (ModdleElement | undefined)[];
}

/** Beside the trees and not in them: a canvas must never meet a reference to something that is not there. */
const keptByDocument = new WeakMap<object, readonly KeptReference[]>();

/**
 * Remembers which references of a parsed document lead nowhere, so that writing it puts them back.
 *
 * Moddle drops an unresolved reference (`processRef` of a pool drawn elsewhere, `messageRef="tns:m"`).
 */
export function rememberReferences(parsed: Pick<ParseResult, 'rootElement' | 'references' | 'elementsById'>): void {
  const groups = new Map<ModdleElement, Map<string, string[]>>();
  for (const { element, property, id } of parsed.references) {
    const byProperty = groups.get(element) ?? new Map<string, string[]>();
    byProperty.set(property, [...(byProperty.get(property) ?? []), id]);
    groups.set(element, byProperty);
  }
  const kept = [...groups].flatMap(([element, byProperty]) =>
    [...byProperty]
      .map(([property, ids]) => ({ element, property, ids, targets: ids.map((id) => parsed.elementsById[id]) }))
      .filter(({ targets }) => targets.includes(undefined)),
  );
  keptByDocument.set(parsed.rootElement, kept);
}

/** The ids that properties of a document's elements refer to in vain, as written. */
export function danglingIds(document: ModdleElement): (element: ModdleElement, property: string) => string | undefined {
  const byElement = new Map<ModdleElement, Map<string, string>>();
  for (const { element, property, ids, targets } of keptByDocument.get(document) ?? []) {
    const id = ids[targets.indexOf(undefined)];
    const byProperty = byElement.get(element) ?? new Map<string, string>();
    if (id !== undefined) byProperty.set(localProperty(property), id);
    byElement.set(element, byProperty);
  }
  return (element, property) => byElement.get(element)?.get(property);
}

const localProperty = (property: string) => property.slice(property.indexOf(':') + 1);

/** Runs `write` while the document's dangling references stand in the tree as bare ids, and takes them out again. */
export async function withDanglingReferences<T>(document: ModdleElement, write: () => Promise<T>): Promise<T> {
  const undo: (() => void)[] = [];
  for (const { element, property, ids, targets } of keptByDocument.get(document) ?? []) {
    const current = element.get(property);
    if (element.$descriptor.propertiesByName[property]?.isMany) {
      const resolved = targets.filter(isModdleElement);
      const list = Array.isArray(current) ? (current as unknown[]) : [];
      const untouched = list.length === resolved.length && resolved.every((target, index) => list[index] === target);
      const standIns = ids.map((id, index) => targets[index] ?? { id });
      element.set(property, untouched ? standIns : [...list, ...standIns.filter((standIn) => !isModdleElement(standIn))]);
    } else if (current === undefined || current === null) {
      element.set(property, { id: ids[0] });
    } else continue;
    undo.push(() => element.set(property, current));
  }
  try {
    return await write();
  } finally {
    for (const step of undo) step();
  }
}

import { danglingIds } from './kept-references.ts';
import { childTags, elementOf, elementsOf, type ModdleElement, namespaceOf, tagOf, textOf } from './moddle-element.ts';
import { type Family, familyOf, prefixesOf } from './namespaces.ts';
import { isGlobalTask } from './read-called-task.ts';

/** Questions about the elements of one document; made once a document. */
export interface Reading {
  /** The id that a reference points to, found or not; a prefix that names this document is taken off. */
  referenceId(element: ModdleElement | undefined, property: string): string | undefined;
  /** The same for a property that holds several, those that are found first. */
  referenceIds(element: ModdleElement, property: string): readonly string[];
  /** The extension tags of one family with this local name. */
  tags(element: ModdleElement | undefined, family: Family, name: string): readonly ModdleElement[];
  /** The global task of the document with this id. */
  globalTask(id: string | undefined): ModdleElement | undefined;
  /** An extension attribute of one family. */
  attribute(element: ModdleElement | undefined, family: Family, name: string): string | undefined;
}

export function createReading(definitions: ModdleElement): Reading {
  const danglingId = danglingIds(definitions);
  const prefixes = new Map<Family, readonly string[]>(
    (['camunda', 'zeebe'] as const).map((family) => [family, prefixesOf(definitions, family)]),
  );
  prefixes.set('fortnight', ['fortnight']);
  const writtenId = (element: ModdleElement, property: string): string | undefined => {
    const written = danglingId(element, property)?.trim();
    return written?.slice(written.indexOf(':') + 1);
  };
  const globalTasks = new Map(
    elementsOf(definitions, 'rootElements')
      .filter(isGlobalTask)
      .map((task) => [textOf(task, 'id'), task]),
  );
  return {
    referenceId(element, property) {
      if (!element) return undefined;
      return textOf(elementOf(element, property), 'id') ?? writtenId(element, property);
    },
    referenceIds(element, property) {
      const found = elementsOf(element, property).flatMap((each) => textOf(each, 'id') ?? []);
      return [...found, ...[writtenId(element, property) ?? []].flat()];
    },
    tags: (element, family, name) =>
      childTags(elementOf(element, 'extensionElements')).filter(
        (tag) => tagOf(tag) === name && familyOf(namespaceOf(tag)) === family,
      ),
    globalTask: (id) => (id === undefined ? undefined : globalTasks.get(id)),
    attribute(element, family, name) {
      for (const prefix of prefixes.get(family) ?? []) {
        const value = textOf(element, `${prefix}:${name}`);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

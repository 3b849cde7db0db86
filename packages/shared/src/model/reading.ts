import { type Place, readJuel } from './juel/read-juel.ts';
import { danglingIds } from './kept-references.ts';
import { childTags, elementOf, elementsOf, type ModdleElement, namespaceOf, tagOf, textOf } from './moddle-element.ts';
import type { TranslatedText } from './model.ts';
import { type Family, familyOf, prefixesOf } from './namespaces.ts';
import { readAssociations } from './read-associations.ts';
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
  /** The language of an expression: what it declares, else the document's, where that is one that is surely meant. */
  language(expression: ModdleElement | undefined): string | undefined;
  /** A computed text of an element: a `${…}` as FEEL where FEEL can say it, anything else as it is written. */
  computed<Text extends string | undefined>(element: ModdleElement, field: string, text: Text, place?: Place): Text | string;
  /** What `computed` has translated for an element. */
  translated(element: ModdleElement): readonly TranslatedText[] | undefined;
  /** The activities that associations connect an element with, by their ids. */
  associatedWith(id: string): readonly string[];
}

export function createReading(definitions: ModdleElement): Reading {
  const danglingId = danglingIds(definitions);
  const prefixes = new Map<Family, readonly string[]>(
    (['camunda', 'zeebe', 'drools', 'spiff'] as const).map((family) => [family, prefixesOf(definitions, family)]),
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
  // Editors write XPath, Groovy and others without asking their author; who writes MVEL runs it.
  const documentLanguage = textOf(definitions, 'expressionLanguage');
  const ownLanguage = /mvel/i.test(documentLanguage ?? '') ? documentLanguage : undefined;
  const translated = new Map<ModdleElement, TranslatedText[]>();
  const associations = readAssociations(definitions);
  const reading: Reading = {
    associatedWith: (id) => associations.get(id) ?? [],
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
    language: (expression) => textOf(expression, 'language') ?? ownLanguage,
    computed(element, field, written, place = 'value') {
      const read = written === undefined ? undefined : readJuel(written, place, initiators);
      if (written === undefined || !read?.ok) return written;
      translated.set(element, [...(translated.get(element) ?? []), { field, written, feel: read.feel }]);
      return read.feel;
    },
    translated: (element) => translated.get(element),
  };
  const initiators = initiatorsIn(definitions, (event) => reading.attribute(event, 'camunda', 'initiator'));
  return reading;
}

/** The variables that a start event writes the person to who started the case: here that is `starter`. */
function initiatorsIn(
  definitions: ModdleElement,
  nameOf: (event: ModdleElement) => string | undefined,
): ReadonlyMap<string, string> {
  const events = elementsOf(definitions, 'rootElements')
    .filter((root) => tagOf(root) === 'process')
    .flatMap((process) => elementsOf(process, 'flowElements'))
    .filter((element) => tagOf(element) === 'startEvent');
  return new Map(events.flatMap((event) => nameOf(event) ?? []).map((name) => [name, 'starter']));
}

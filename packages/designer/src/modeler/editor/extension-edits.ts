/** Changes of what an element says in our namespace, each one undo step. Nothing is written that says nothing. */
import { type DiagramElement, elementOf, elementsOf, extensionOf, type ModdleElement } from '../diagram.ts';
import type { Drawing } from './editor.ts';

export type Values = Readonly<Record<string, string | undefined>>;

/** Tags that mean something even when nothing stands in them. */
const meaningful = new Set(['fortnight:Stage', 'fortnight:Approval', 'fortnight:Checkpoint']);

const written = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === '' ? undefined : value]));

const isEmpty = (tag: ModdleElement & { readonly $attrs?: object }, without: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(tag)
    .filter((name) => !name.startsWith('$') && !(name in without))
    .every((name) => {
      const value = tag.get(name);
      return value === undefined || (Array.isArray(value) && value.length === 0);
    }) &&
  Object.values(without).every((value) => value === undefined) &&
  Object.keys(tag.$attrs ?? {}).length === 0;

/** Adds a tag to what extends a moddle element (`owner`: the drawn element's own, unless given). */
export function addExtension(
  editor: Drawing,
  element: DiagramElement,
  type: string,
  values: Values,
  owner = element.businessObject,
): ModdleElement {
  return editor.asOneStep(() => {
    const extensions = elementOf(owner, 'extensionElements') ?? editor.create('bpmn:ExtensionElements', { values: [] }, owner);
    const tag = editor.create(type, written(values), extensions);
    if (elementOf(owner, 'extensionElements') === undefined) editor.update(element, owner, { extensionElements: extensions });
    editor.update(element, extensions, { values: [...elementsOf(extensions, 'values'), tag] });
    return tag;
  });
}

/** Takes a tag away, and the container with the last of them. */
export function removeExtension(
  editor: Drawing,
  element: DiagramElement,
  tag: ModdleElement,
  owner = element.businessObject,
): void {
  const extensions = elementOf(owner, 'extensionElements');
  const rest = elementsOf(extensions, 'values').filter((other) => other !== tag);
  if (!extensions) return;
  if (rest.length > 0) editor.update(element, extensions, { values: rest });
  else editor.update(element, owner, { extensionElements: undefined });
}

/** Sets attributes of the one tag of a type; makes it when it is missing, takes it away when nothing is left in it. */
export function setExtension(
  editor: Drawing,
  element: DiagramElement,
  type: string,
  values: Values,
  owner = element.businessObject,
): void {
  const tag = extensionOf(owner, type);
  const clean = written(values);
  if (!tag) {
    if (Object.values(clean).some((value) => value !== undefined)) addExtension(editor, element, type, clean, owner);
  } else if (!meaningful.has(type) && isEmpty(tag, clean)) removeExtension(editor, element, tag, owner);
  else editor.update(element, tag, clean);
}

/** Sets attributes of any tag below the element. */
export const setValues = (editor: Drawing, element: DiagramElement, tag: ModdleElement, values: Values): void =>
  editor.update(element, tag, written(values));

/** Adds a child tag to a collection of a tag. */
export function addChild(
  editor: Drawing,
  element: DiagramElement,
  { tag, collection, type, values = {} }: { tag: ModdleElement; collection: string; type: string; values?: Values },
): void {
  const child = editor.create(type, written(values), tag);
  editor.update(element, tag, { [collection]: [...elementsOf(tag, collection), child] });
}

/** Takes a child tag out of a collection of a tag. */
export function removeChild(
  editor: Drawing,
  element: DiagramElement,
  { tag, collection, child }: { tag: ModdleElement; collection: string; child: ModdleElement },
): void {
  editor.update(element, tag, { [collection]: elementsOf(tag, collection).filter((other) => other !== child) });
}

/** Moves a child tag of a collection one place up (-1) or down (1). */
export function moveChild(
  editor: Drawing,
  element: DiagramElement,
  { tag, collection, child, by }: { tag: ModdleElement; collection: string; child: ModdleElement; by: -1 | 1 },
): void {
  const list = [...elementsOf(tag, collection)];
  const from = list.indexOf(child);
  const to = from + by;
  if (from < 0 || to < 0 || to >= list.length) return;
  list.splice(from, 1);
  list.splice(to, 0, child);
  editor.update(element, tag, { [collection]: list });
}

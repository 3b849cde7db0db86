/** What every field of the panel needs: the editor, the element it is about, and who and what can be chosen. */
import type { Form } from '@fortnight/shared/contract';
import { createContext, useContext } from 'react';
import {
  addChild,
  type DiagramElement,
  type Editor,
  elementsOf,
  extensionOf,
  type ModdleElement,
  moveChild,
  removeChild,
  setExtension,
  setValues,
  textOf,
  type Values,
} from '../modeler/index.ts';

/** Who can be chosen in lists; empty where nobody may see it. */
export interface Directory {
  readonly people: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

export interface Panel {
  readonly editor: Editor;
  readonly element: DiagramElement;
  readonly directory: Directory;
  /** The processes that a call activity may call. */
  readonly processes: readonly { readonly id: string; readonly name: string }[];
  readonly forms: readonly Form[];
  /** Opens a form in the builder; makes it first where there is none of that id. */
  readonly onEditForm: (formId: string) => void;
}

export const PanelContext = createContext<Panel | undefined>(undefined);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error('A field of the properties panel stands outside of it.');
  return panel;
}

export interface Tag {
  readonly tag: ModdleElement | undefined;
  readonly get: (name: string) => string;
  readonly set: (values: Values) => void;
  readonly children: (collection: string) => readonly ModdleElement[];
  readonly add: (collection: string, type: string, values?: Values) => void;
  readonly remove: (collection: string, child: ModdleElement) => void;
  readonly move: (collection: string, child: ModdleElement, by: -1 | 1) => void;
  readonly setChild: (child: ModdleElement, values: Values) => void;
  /** Sets the one child that a property holds; undefined takes it away. */
  readonly setOne: (property: string, type: string, values: Values | undefined) => void;
}

/** One extension tag of the element (or of `owner`, such as the process behind a pool), to read and to change. */
export function useTag(type: string, owner?: ModdleElement): Tag {
  const { editor, element } = usePanel();
  const holder = owner ?? element.businessObject;
  const tag = extensionOf(holder, type);
  const withTag = (change: (tag: ModdleElement) => void) => {
    if (tag) change(tag);
  };
  return {
    tag,
    get: (name) => textOf(tag, name),
    set: (values) => setExtension(editor, element, type, values, holder),
    children: (collection) => elementsOf(tag, collection),
    add: (collection, childType, values = {}) =>
      withTag((parent) => addChild(editor, element, { tag: parent, collection, type: childType, values })),
    remove: (collection, child) => withTag((parent) => removeChild(editor, element, { tag: parent, collection, child })),
    move: (collection, child, by) => withTag((parent) => moveChild(editor, element, { tag: parent, collection, child, by })),
    setChild: (child, values) => setValues(editor, element, child, values),
    setOne: (property, childType, values) =>
      withTag((parent) => editor.update(element, parent, { [property]: values && editor.create(childType, values, parent) })),
  };
}

/** A name that no sibling has: `rule-1`, `rule-2` … */
export function freeId(prefix: string, siblings: readonly ModdleElement[]): string {
  const taken = new Set(siblings.map((sibling) => textOf(sibling, 'id')));
  let number = siblings.length + 1;
  while (taken.has(`${prefix}-${number}`)) number += 1;
  return `${prefix}-${number}`;
}

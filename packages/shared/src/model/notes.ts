import { childTags, isModdleElement, type ModdleElement, tagOf, textOf } from './moddle-element.ts';
import type { Model } from './model.ts';

/** A text beside the flow, which nothing runs by. */
export interface NoteNode {
  readonly kind: 'textAnnotation';
  readonly id: string;
  readonly text: string;
}

/** The text annotations of a document, in document order. */
export function notesOf({ document }: Pick<Model, 'document'>): readonly NoteNode[] {
  return isModdleElement(document) ? notesIn(document) : [];
}

const notesIn = (element: ModdleElement): readonly NoteNode[] =>
  tagOf(element) === 'textAnnotation'
    ? [{ kind: 'textAnnotation', id: textOf(element, 'id') ?? '', text: textOf(element, 'text') ?? '' }]
    : childTags(element).flatMap(notesIn);

/** What the rest of the designer may do with the canvas. */
import type { Fix } from '@fortnight/shared/validation';
import type { DiagramElement, ModdleElement } from '../diagram.ts';
import type { OutsideChange } from '../features/one-step/index.ts';
import type { Step } from '../features/steps/index.ts';
import type { StageCounts } from './mark-counts.ts';
import type { Side } from './show-element.ts';

/** An entry of the full BPMN palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** A class of bpmn.io's icon font. */
  readonly className: string;
  readonly search: string;
  /** Starts dragging it (a pointer's event), or places it behind the selection (a key's). */
  readonly start: (event: Event) => void;
}

export type Tool = 'hand' | 'lasso' | 'space' | 'connect';

/** One document on its canvas, with the steps that were made on it. */
export interface Drawing {
  /** Shows the document; nothing before it can be undone. Answers what was not understood. */
  open(xml: string): Promise<readonly string[]>;
  xml(): Promise<string>;
  svg(): Promise<string>;
  png(): Promise<Blob>;

  /** The live moddle tree. */
  definitions(): ModdleElement | undefined;
  /** What is drawn on: the process or the collaboration. */
  root(): DiagramElement;
  element(id: string): DiagramElement | undefined;
  elements(): readonly DiagramElement[];
  selected(): readonly DiagramElement[];
  select(id: string | undefined): void;
  /** Selects an element and moves it into sight, into its sub-process where it is inside a collapsed one. */
  show(id: string): void;

  /** Sets properties of a moddle element that belongs to a drawn one; one undo step. */
  update(element: DiagramElement, target: ModdleElement, properties: Readonly<Record<string, unknown>>): void;
  /** Sets properties of the drawn element itself, with everything that follows from them, such as its label. */
  updateElement(element: DiagramElement, properties: Readonly<Record<string, unknown>>): void;
  create(type: string, properties: Readonly<Record<string, unknown>>, parent: ModdleElement): ModdleElement;
  /** Runs several changes as one undo step. */
  asOneStep<T>(change: () => T): T;
  /** Makes a change outside of the document in the same undo order, such as one of a form. */
  changeOutside(change: OutsideChange): void;
  /** Says whether it knew how. */
  applyFix(fix: Fix): boolean;

  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;

  /** The step follows the pointer until it is dropped. */
  drag(event: Event, step: Step): void;
  /** Puts a step behind the selected element, or into the middle of what is seen. */
  add(step: Step): void;
  wrapSelection(): void;
  canWrapSelection(): boolean;
  /** Everything that BPMN has, in the reader's language. */
  palette(): readonly PaletteEntry[];
  openCreateMenu(): void;
  activateTool(tool: Tool, event: Event): void;
  align(alignment: 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom'): void;

  /** Signs at the elements that something is wrong with; replaces the signs before. */
  markProblems(problems: readonly { readonly elementId: string; readonly severity: 'error' | 'warning' | 'info' }[]): void;

  /** Says on collapsed stages how many cases stand in them; replaces what was said before. */
  markCounts(counts: StageCounts): void;

  zoom(): number;
  /** The edges of the canvas behind which more is drawn. */
  sidesBeyond(): readonly Side[];
  zoomTo(scale: number | 'fit-viewport'): void;
  toggleMinimap(): void;
  /** The container has another size; what nobody has moved yet is fitted into it again, what is selected stays in sight. */
  resized(): void;
  /** Draws everything again, such as for another language. */
  redraw(): void;

  destroy(): void;
}

/** The documents that were drawn here, one on top. */
export interface Editor extends Drawing {
  /** Shows a document in place of the current one, as one step: undone, the one before stands here again with its steps. */
  replace(xml: string): Promise<void>;
  /** Tells when the document, the selection or the zoom changed. */
  subscribe(listener: () => void): () => void;
  /** Counts the changes of the document. */
  revision(): number;
}

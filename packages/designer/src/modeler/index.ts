/** The canvas: drawing a process, showing a case. The only room that knows bpmn-js. */
import { lazy } from 'react';

export { useEditor, useRevision } from './canvas/use-editor.ts';
export type { CaseDiagramProps } from './case-diagram/case-canvas.tsx';
export { CaseDiagram } from './case-diagram/case-diagram.tsx';
export type { DrawnChanges, ElementChange } from './change-diagram/draw-changes.ts';
export {
  type DiagramElement,
  elementOf,
  elementsOf,
  extensionOf,
  extensionsOf,
  isModdleElement,
  type ModdleElement,
  type SalesKind,
  salesKindOf,
  textOf,
} from './diagram.ts';
export type { Editor, PaletteEntry, Tool } from './editor/editor.ts';
export {
  addChild,
  addExtension,
  moveChild,
  removeChild,
  removeExtension,
  setExtension,
  setValues,
  type Values,
} from './editor/extension-edits.ts';
export type { StageCounts } from './editor/mark-counts.ts';
export { processAround, processOf } from './editor/process-of.ts';
export type { CaseLook, CaseLooks } from './features/looks/index.ts';
export { votersOf } from './voters.ts';

/** The palette and the canvas of one process; needs a Suspense above it, for the canvas is large and comes when it is wanted. */
export const ProcessCanvas = lazy(async () => ({ default: (await import('./canvas/process-canvas.tsx')).ProcessCanvas }));

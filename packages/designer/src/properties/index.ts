/** The properties panel: every setting of an element, on the canvas's undo stack. */
export { PropertiesPanel } from './panel.tsx';
export type { Directory } from './panel-context.ts';
export { typeWords } from './type-words.ts';

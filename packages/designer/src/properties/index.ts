/** The properties panel: every setting of an element, on the canvas's undo stack. */
export { parseDuration } from './fields/duration.ts';
export { sayWho } from './fields/who.ts';
export { PropertiesPanel } from './panel.tsx';
export type { Directory } from './panel-context.ts';
export { typeWords } from './type-words.ts';

/** From one version of a process to another: what differs between their models. */
export { diffModels, isSame, type ModelDiff, type PartChange } from './diff/diff.ts';
export type { DocumentForm, Part } from './diff/parts.ts';
export type { SettingChange } from './diff/settings.ts';

/** From one version of a process to another: what differs between their models, and what that means for the cases under way. */
export { diffModels, isSame, type ModelDiff, type PartChange } from './diff/diff.ts';
export type { DocumentForm, Part } from './diff/parts.ts';
export type { SettingChange } from './diff/settings.ts';
export { type Examined, examine, type Outcome } from './examine.ts';
export { type ElementPlan, type Match, type ProposedPlan, planMigration } from './plan.ts';

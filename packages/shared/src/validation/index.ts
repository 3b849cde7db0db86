/** What is wrong with a model, and what an editor can do about it. */
export type { Finding, Fix } from './finding.ts';
export { type UnknownName, unknownNamesIn } from './known-names.ts';
export type { FormOutline } from './process-view.ts';
export { longestId } from './rules/ids.ts';
export { saidOnce } from './said-once.ts';
export { type ValidateOptions, validate } from './validate.ts';
export { type VariableUse, variableUse } from './variable-use.ts';

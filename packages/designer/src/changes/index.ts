/** What differs between two models, in words. */
export { signs } from './change-lines.ts';
export { type ChangeRow, changeGroups, rowsOf } from './change-rows.ts';
export { ChangesPart } from './changes-part.tsx';
export { SettingLine } from './setting-line.tsx';
export { type ChangeWords, isOfSeparation, useChangeWords } from './use-change-words.ts';
export { type Changes, useChangesSince } from './use-changes.ts';
export { type Comparison, useComparison } from './use-comparison.ts';

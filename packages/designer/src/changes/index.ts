/** What differs between two models, in words. */
export { ChangesPart } from './changes-part.tsx';
export { type Changes, useChangesSince } from './use-changes.ts';

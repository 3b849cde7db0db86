/** Days on which nothing goes live: what each way to go live says of them. */
export { BlackoutChoice } from './blackout-choice.tsx';
export { BlackoutNotice } from './blackout-notice.tsx';
export { HeldNote } from './held-note.tsx';
export { OverrideNotes } from './override-notes.tsx';
export { type BlackoutWay, useBlackoutWay } from './use-blackout-way.ts';

/** Compliance checkpoints: what they check, who clears them, and which ones a place in a process owes. */
export { checkpoint } from './checkpoint.ts';
export { checkpointsBefore, checkpointsFrom, leadsTo } from './ways.ts';

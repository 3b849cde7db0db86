/** The pure kernel: what a BPMN process does next, without clock, randomness or I/O. */
export { type CompileResult, compile } from './compile/compile.ts';
export type * from './effect.ts';
export type * from './event.ts';
export { evolve } from './evolve.ts';
export type * from './input.ts';
export { migrate } from './migrate.ts';
export { isSameAhead } from './moving/ahead.ts';
export { Crossing } from './moving/crossing.ts';
export { staysArmed } from './moving/leaving.ts';
export { isOtherCheckpoint, misfitOf, type Obstacle, obstaclesOf } from './moving/obstacles.ts';
export { settingsText } from './moving/plain.ts';
export { needsPast, pastOf } from './past.ts';
export type * from './program.ts';
export { keyOfContent } from './queries/conversation.ts';
export { startableActivities } from './queries/startable.ts';
export { replay } from './replay.ts';
export type * from './state.ts';
export { type StepResult, start, step } from './step.ts';

/** The pure kernel: what a BPMN process does next, without clock, randomness or I/O. */
export { type CompileResult, compile } from './compile.ts';
export { type CorrelatedProperty, keyOfContent } from './conversation.ts';
export type * from './effect.ts';
export type * from './event.ts';
export { evolve } from './evolve.ts';
export type * from './input.ts';
export type * from './program.ts';
export { replay } from './replay.ts';
export { startableActivities } from './startable.ts';
export type * from './state.ts';
export { type StepResult, start, step } from './step.ts';

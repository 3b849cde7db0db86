/** Loops and multi-instance activities: what they say of their runs, how runs begin, and how they end (BPMN 2.0.2, 13.3.6 and 13.3.7). */
export { collectOutputs, endRun, isBody } from './end.ts';
export { compileLoop } from './plan.ts';
export { activeIn, enterBody, startRuns } from './runs.ts';

/** What elements and flows are called in sentences: by their names, or by what they are and what stands beside them. */
export { capital } from './capital.ts';
export { type Called, type ElementWords, elementWords, type Say, useElementWords, useSay } from './element-words.ts';
export { type Graph, nodesOf, partKey } from './graph.ts';
export { useObstacleWords } from './obstacle-words.ts';
export { openStateOf } from './open-state.ts';

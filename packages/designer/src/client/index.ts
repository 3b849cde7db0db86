/** The only room that talks to the server: `api` for commands, `queries` for cached readings, the live stream. */
export { api } from './api.ts';
export type { Query } from './engine.ts';
export { useLiveReadings } from './live.ts';
export { hasCode, isNotThere, ProblemError } from './problem-error.ts';
export { queries } from './queries.ts';
export { createQueryClient } from './query-client.ts';
export { useRefusalText } from './refusal-text.ts';
export { saidByProgram } from './said-by-program.ts';

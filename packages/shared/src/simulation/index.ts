/** Hosts without I/O: questions answered from snapshots, a case and those that it calls played on a virtual clock. */
export { answerAsks, type HostKnowledge } from './answer-asks.ts';
export {
  acknowledgementsOf,
  answerOfCall,
  deepestCall,
  endOfCall,
  refusalOfCall,
  refusalOfStart,
  startOfCall,
  type Thrown,
  thrownBy,
} from './calls.ts';
export { type PlayHost, type PlayOptions, playHost } from './play-host.ts';
export type { Command, ProgramOf } from './played-case.ts';
export { take } from './take.ts';

/** Hosts without I/O: questions answered from snapshots, a case and those that it calls played on a virtual clock, plays saved as tests. */
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
export { type Choice, starterId } from './play-through/choice.ts';
export { type FlowCoverage, flowCoverage } from './play-through/flow-coverage.ts';
export {
  type Beat,
  type PlayedThrough,
  type PlayPatience,
  type PlayStart,
  playThrough,
  stateAt,
} from './play-through/play-through.ts';
export {
  expectationOf,
  type PlayExpectation,
  type PlayVerdict,
  pathOf,
  replayPlay,
  type SavedPlay,
} from './play-through/saved-play.ts';
export { type TaskWait, type Wait, waitsOf } from './play-through/waits.ts';
export type { Command, ProgramOf } from './played-case.ts';
export { take, takeOver } from './take.ts';

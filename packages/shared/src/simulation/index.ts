/** Hosts without I/O: questions answered from snapshots, one case played on a virtual clock. */
export { answerAsks, type HostKnowledge } from './answer-asks.ts';
export { type Command, type PlayHost, playHost } from './play-host.ts';
export { take } from './take.ts';

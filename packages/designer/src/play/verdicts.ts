import { type Play, toSavedPlay } from '@fortnight/shared/contract';
import type { Program } from '@fortnight/shared/kernel';
import { type FlowCoverage, flowCoverage, type PlayVerdict, pathOf, playThrough, replayPlay } from '@fortnight/shared/simulation';

/** A test with what came of it on what is drawn now. */
export interface Judged {
  readonly test: Play;
  readonly verdict: PlayVerdict;
}

const order: Readonly<Record<PlayVerdict['verdict'], number>> = { fails: 0, 'out-of-date': 1, passes: 2 };

/** The tests of a process; those of the other pools of its drawing are played where these are drawn. */
const testsOf = ({ processId }: Program, tests: readonly Play[]) => tests.filter((test) => test.processId === processId);

/** Plays every test: those that do not pass first. */
export const judge = (program: Program, tests: readonly Play[]): readonly Judged[] =>
  testsOf(program, tests)
    .map((test) => ({ test, verdict: replayPlay(program, toSavedPlay(test)) }))
    .toSorted((one, other) => order[one.verdict.verdict] - order[other.verdict.verdict]);

/** The flows that the tests walk together, as what is drawn now leads them. */
export const coverageOf = (program: Program, tests: readonly Play[]): FlowCoverage =>
  flowCoverage(
    program,
    testsOf(program, tests).map((test) =>
      pathOf(playThrough(program, toSavedPlay(test).start, toSavedPlay(test).choices).events),
    ),
  );

/** The table of inputs: who takes what. */
import type { Rejection } from '../input.ts';
import { refusal } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import { activityTakers } from './activities.ts';
import { answerTakers } from './answers.ts';
import { callTakers } from './calls.ts';
import { incidentTakers } from './incidents.ts';
import { instanceTakers } from './instance.ts';
import { jobTakers } from './jobs.ts';
import { messageTakers } from './messages.ts';
import { modifyTakers } from './modify.ts';
import type { TakenInput, TakenType, Taker } from './taker.ts';
import { taskTakers } from './tasks.ts';
import { timerTakers } from './timers.ts';

const takers = {
  ...instanceTakers,
  ...activityTakers,
  ...modifyTakers,
  ...incidentTakers,
  ...taskTakers,
  ...timerTakers,
  ...messageTakers,
  ...jobTakers,
  ...callTakers,
  ...answerTakers,
};

/** Takes an input, or says why not. */
export function take(run: Run, input: TakenInput): Rejection | undefined {
  // The table's type pairs each name with its own input, which no single call can express.
  const taker = takers[input.type] as Taker<TakenType> | undefined;
  return taker ? taker(run, input) : refusal('nothing-waits', `Nothing in this instance waits for ${input.type}.`);
}

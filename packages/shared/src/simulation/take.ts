import {
  type Effect,
  type Event,
  type Input,
  type MigrateInput,
  migrate,
  type Program,
  type State,
  type StepResult,
  start,
  step,
} from '../kernel/index.ts';
import { answerAsks, type HostKnowledge } from './answer-asks.ts';

/** More rounds of questions than any element asks; past it a defect of ours asks for ever. */
const maximumRounds = 1000;

/**
 * Takes one command and answers every question that it leads to, as one: what a host's transaction does.
 *
 * Shape: the events of all steps in order; the effects without the questions.
 * Errors: a rejection of the command or of an answer rejects the whole; `state` stays what it was.
 */
export function take(program: Program, state: State | undefined, input: Input, knowledge: HostKnowledge): StepResult {
  return answered(program, first(program, state, input), input, knowledge);
}

/** The same for a case that goes on by another program, which asks its own questions. */
export function takeOver(from: Program, to: Program, state: State, input: MigrateInput, knowledge: HostKnowledge): StepResult {
  return answered(to, migrate(from, to, state, input), input, knowledge);
}

function answered(
  program: Program,
  begun: StepResult,
  { at, stops }: Input | MigrateInput,
  knowledge: HostKnowledge,
): StepResult {
  const zone = program.timeZone === undefined ? {} : { timeZone: program.timeZone };
  const known = { ...zone, ...knowledge };
  let result = begun;
  if (!result.ok) return result;
  const events: Event[] = [...result.events];
  const effects: Effect[] = [];
  const inputs: Input[] = [];
  // One by one: a step may lead to more than a call takes arguments.
  const sort = (of: readonly Effect[]): void => {
    for (const answer of answerAsks(known, of, at)) inputs.push(answer);
    for (const effect of of) if (effect.type !== 'askPeople' && effect.type !== 'askDue') effects.push(effect);
  };
  sort(result.effects);
  for (let round = 0; inputs.length > 0; round++) {
    if (round > maximumRounds) throw new Error(`The program ${program.processId} asks without end.`);
    // A round answers all that was asked: a thousand tasks that begin at once ask a thousand times, and that is no loop.
    for (const answer of inputs.splice(0)) {
      if (!isAsked(result.state, answer)) continue;
      result = step(program, result.state, stops ? { ...answer, stops } : answer);
      if (!result.ok) return result;
      for (const event of result.events) events.push(event);
      sort(result.effects);
    }
  }
  return { ok: true, state: result.state, events, effects };
}

const isAsked = ({ questions }: State, answer: Input): boolean =>
  'questionId' in answer && questions.some(({ id }) => id === answer.questionId);

function first(program: Program, state: State | undefined, input: Input): StepResult {
  if (state) return step(program, state, input);
  if (input.type === 'start') return start(program, input);
  return { ok: false, rejection: { code: 'not-started', message: `A case begins with a start; found ${input.type}.` } };
}

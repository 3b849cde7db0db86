/** Decides what happens next: one input in; the new state, its events and effects out, or a rejection. */
import { assert } from '../base/index.ts';
import { caught } from './definitions/index.ts';
import type { Effect } from './effect.ts';
import { effectsOf } from './effects/effects-of.ts';
import { handlerOf, handlers } from './elements/index.ts';
import type { Event } from './event.ts';
import { emptyState } from './evolve.ts';
import type { Input, Rejection, StartInput } from './input.ts';
import { take } from './inputs/index.ts';
import { begin } from './parts/enter.ts';
import { armEventStarts } from './parts/event-sub-processes.ts';
import { refusal, reserved } from './parts/rejection.ts';
import { Run } from './parts/run.ts';
import type { Program } from './program.ts';
import { elementIndex } from './queries/tables.ts';
import { settle } from './settle.ts';
import { rootScopeId, type State } from './state.ts';

export type StepResult =
  | { readonly ok: true; readonly state: State; readonly events: readonly Event[]; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly rejection: Rejection };

/**
 * Starts an instance by its first input.
 *
 * Pure: same arguments, same result; reads no clock.
 * Shape: answers the first state, which is plain JSON, with the events that made it and what they order from the host.
 * Units: `input.at` is epoch ms UTC; every later input is at that or after it.
 * Errors: answers a Rejection where no start event fits, where `variables` names what the engine alone writes, or where a rule on
 * the way says no to who starts it; throws Defect on a broken invariant.
 * Cost: grows with the events produced.
 * Source: BPMN 2.0.2 §13.2 and §13.5.1.
 */
export function start(program: Program, input: StartInput): StepResult {
  const refused = reserved(program, input.variables);
  if (refused) return { ok: false, rejection: refused };
  const starts = startsOf(program, input.startEventId);
  if (starts.length === 0)
    return reject('start-event-not-found', `No start event fits; name one of the process by startEventId.`);
  const run = new Run(program, emptyState(program.hash), input, handlers);
  run.emit({
    type: 'instanceStarted',
    programHash: program.hash,
    processId: program.processId,
    by: input.by,
    starter: input.starter === undefined ? input.by.userId : input.starter,
    variables: input.variables ?? {},
    ...(input.businessKey === undefined ? {} : { businessKey: input.businessKey }),
    ...(input.trigger === undefined ? {} : { trigger: input.trigger }),
  });
  armEventStarts(run, rootScopeId);
  const requestedBy = input.by.userId ?? undefined;
  for (const index of starts) {
    const element = run.element(index);
    const { startBy } = run.handler(element);
    if (input.trigger && startBy) {
      const { variables = {}, trigger } = input;
      const occurrence = { definition: trigger.definition ?? 0, variables };
      caught(run, element, occurrence);
      startBy(run, element, occurrence, requestedBy);
    } else begin(run, index, rootScopeId, requestedBy);
  }
  return finish(run);
}

/** The named start event, triggered ones included; else the only none start event, or all that begins where none is drawn. */
function startsOf(program: Program, startEventId: string | undefined): readonly number[] {
  const isDrawn = (index: number): boolean => {
    const element = program.elements[index];
    return element !== undefined && handlerOf(element)?.begins === true;
  };
  if (startEventId === undefined) return program.starts.length > 1 && program.starts.some(isDrawn) ? [] : program.starts;
  const isNone = (index: number): boolean => program.elements[index]?.id === startEventId;
  const isTrigger = program.triggers.some(({ elementId }) => elementId === startEventId);
  return isTrigger ? [elementIndex(program, startEventId)] : program.starts.filter(isNone);
}

/**
 * Moves one instance forward by one input.
 *
 * Pure: same arguments, same result; reads no clock.
 * Shape: `state` is not changed; the result shares its unchanged parts.
 * Units: `input.at` is epoch ms UTC and never before `state.at`.
 * Errors: answers a Rejection where the state can't take the input; throws Defect where the state belongs to another program than
 * this one, by its hash, and on a broken invariant.
 * Cost: grows with the events produced, and by one copy of each list of the state that they change.
 * Source: BPMN 2.0.2 §13.
 */
export function step(program: Program, state: State, input: Input): StepResult {
  assert(state.programHash === program.hash, `the state belongs to program ${state.programHash}, not ${program.hash}`);
  if (input.type === 'start') return reject('already-started', 'A running instance takes no start; start a new one.');
  if (input.at < state.at) return reject('time-went-back', `The input is at ${input.at}, before the state's ${state.at}.`);
  const isOver = state.status !== 'active' && state.status !== 'suspended';
  if (isOver && !(state.status === 'failed' && input.type === 'resolveIncident'))
    return reject('instance-ended', `The instance is ${state.status}; it takes no more input.`);
  if (state.status === 'suspended' && input.type !== 'resume' && input.type !== 'cancel')
    return reject('instance-suspended', 'The instance is suspended; resume it first.');
  const run = new Run(program, state, input, handlers);
  const rejection = take(run, input);
  return rejection ? { ok: false, rejection } : finish(run);
}

/** Lets what moves come to rest, and tells what became of it. */
export function finish(run: Run): StepResult {
  settle(run);
  if (run.rejection) return { ok: false, rejection: run.rejection };
  return { ok: true, state: run.draft, events: run.events, effects: effectsOf(run) };
}

const reject = (code: string, message: string): StepResult => ({ ok: false, rejection: refusal(code, message) });

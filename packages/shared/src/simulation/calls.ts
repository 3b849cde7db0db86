import { type JsonObject, toCanonicalJson } from '../base/index.ts';
import type { CallProcessEffect, CancelCallEffect, Event, Input, InputOf, Program, Rejection, State } from '../kernel/index.ts';

type WithoutTime<T> = T extends Input ? Omit<T, 'at'> : never;

/** How deep calls may stand in one another; one call more is refused. */
export const deepestCall = 20;

/**
 * The start of a called case.
 *
 * What the engine alone writes in the called process does not go in, unless the model maps it by name: then the start is rejected.
 */
export function startOfCall(call: CallProcessEffect, program: Program): WithoutTime<InputOf<'start'>> {
  const { businessKey, variables, mapped, starter, requestedBy } = call;
  const isPassed = (name: string): boolean => mapped.includes(name) || !program.reserved.includes(name);
  return {
    type: 'start',
    by: { userId: requestedBy },
    starter,
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => isPassed(name))),
    trigger: { kind: 'call' },
    ...(businessKey === null ? {} : { businessKey }),
  };
}

/** An error that nothing in a case caught. */
export interface Thrown {
  readonly errorCode: string;
  readonly message?: string;
}

/** The error that a case failed by, among the events of the step that ended it. */
export function thrownBy(events: readonly Event[]): Thrown | undefined {
  const thrown = events.findLast((event) => event.type === 'errorThrown' && event.caughtBy === undefined);
  if (thrown?.type !== 'errorThrown') return undefined;
  const { errorCode, message } = thrown;
  return message === undefined ? { errorCode } : { errorCode, message };
}

/** A called case that is over. */
export interface EndedCall {
  readonly callId: string;
  readonly program: Program;
  readonly state: State;
  /** What it started with. */
  readonly startedWith: JsonObject;
  /** What it failed by. */
  readonly thrown?: Thrown | undefined;
}

/**
 * What the end of a called case is for its caller: completed with what it wrote, failed by its error, or gone where
 * somebody cancelled it.
 *
 * What is as it was at the start does not come back by itself, so that what the caller wrote meanwhile stands.
 */
export function answerOfCall({
  callId,
  program,
  state,
  startedWith,
  thrown,
}: EndedCall): WithoutTime<InputOf<'completeCall' | 'failCall' | 'refuseCall'>> {
  const { variables } = state;
  if (state.status === 'completed') {
    const isSame = (name: string): boolean =>
      Object.hasOwn(startedWith, name) && toCanonicalJson(startedWith[name]) === toCanonicalJson(variables[name]);
    const kept = Object.keys(variables).filter((name) => program.reserved.includes(name) || isSame(name));
    return { type: 'completeCall', callId, variables, kept };
  }
  if (state.status === 'failed') return { type: 'failCall', callId, errorCode: '', ...thrown };
  const name = program.name ?? program.processId;
  const message = `The called case of ${name} was cancelled; resolve this to call ${name} again, or cancel this case too.`;
  return { type: 'refuseCall', callId, code: 'called-case-cancelled', message, params: { processId: program.processId } };
}

/** The end of a called case that nobody waits for any more. */
export const endOfCall = ({ cause }: Pick<CancelCallEffect, 'cause'>): WithoutTime<InputOf<'cancel'>> => ({
  type: 'cancel',
  by: { userId: null },
  reason: `The call activity of the calling case was left (${cause}).`,
});

/**
 * What closes the incidents of a failed case whose caller caught its error, by what the caller did: the error is the
 * caller's now, and nobody need look after it here. Nothing where nobody caught it.
 */
export function acknowledgementsOf(
  called: State,
  callerDid: readonly Event[],
): readonly WithoutTime<InputOf<'resolveIncident'>>[] {
  const isCaught = callerDid.some((event) => event.type === 'errorThrown' && event.caughtBy !== undefined);
  if (called.status !== 'failed' || !isCaught) return [];
  const how = { by: { userId: null }, reason: 'The calling case caught the error.' };
  return called.incidents.map(({ id: incidentId }) => ({ type: 'resolveIncident', incidentId, ...how }));
}

/** The refusal of a call whose case the called process does not begin. */
export const refusalOfStart = (
  { callId, calledElement }: Pick<CallProcessEffect, 'callId' | 'calledElement'>,
  { code, message }: Pick<Rejection, 'code' | 'message'>,
): WithoutTime<InputOf<'refuseCall'>> => ({ type: 'refuseCall', callId, code, message, params: { processId: calledElement } });

/** Why a call can't be carried out. */
export type CallProblem = 'called-process-missing' | 'call-too-deep';

/** The refusal of a call that finds no process, or stands too deep in others. */
export function refusalOfCall(
  { callId, calledElement, versionTag }: Pick<CallProcessEffect, 'callId' | 'calledElement' | 'versionTag'>,
  code: CallProblem,
): WithoutTime<InputOf<'refuseCall'>> {
  const tagged = versionTag === undefined ? 'no live version' : `no version with the tag "${versionTag}"`;
  const message =
    code === 'called-process-missing'
      ? `The process "${calledElement}" is called and has ${tagged}; publish one, then resolve this to call it again.`
      : `The call of "${calledElement}" stands ${deepestCall} calls deep in others, which is the most there may be; a process that calls itself needs a way that does not.`;
  return { type: 'refuseCall', callId, code, message, params: { processId: calledElement } };
}

/** Random schedules: everything that could happen next to a case, sensible or not, and a host that knows it from effects alone. */
import {
  type Effect,
  type Event,
  type Input,
  type Program,
  type State,
  type StepResult,
  start,
  step,
} from '@fortnight/shared/kernel';

export const by = { userId: 'ann' };
export const hour = 3_600_000;

/** What is waited for outside of a case. */
export const waits = ['timers', 'subscriptions', 'jobs', 'calls'] as const;
type Wait = (typeof waits)[number];

/** Ids of what a state waits for. */
export const waitsOf = (state: State, kind: Wait): string[] => (state[kind] ?? []).map(({ id }) => id).sort();

/** What a host knows from the effects alone. */
export class Host {
  readonly open: { readonly [Kind in Wait]: Set<string> } = {
    timers: new Set(),
    subscriptions: new Set(),
    jobs: new Set(),
    calls: new Set(),
  };

  take(input: Input, effects: readonly Effect[]): void {
    if (input.type === 'triggerTimer') this.open.timers.delete(input.timerId);
    if (input.type === 'completeJob' || input.type === 'throwJobError') this.open.jobs.delete(input.jobId);
    if (input.type === 'completeCall' || input.type === 'failCall' || input.type === 'refuseCall')
      this.open.calls.delete(input.callId);
    for (const effect of effects) {
      if (effect.type === 'scheduleTimer') this.open.timers.add(effect.timerId);
      if (effect.type === 'cancelTimer') this.close('timers', effect.timerId);
      if (effect.type === 'openSubscription') this.open.subscriptions.add(effect.subscriptionId);
      if (effect.type === 'closeSubscription') this.close('subscriptions', effect.subscriptionId);
      if (effect.type === 'createJob') this.open.jobs.add(effect.jobId);
      if (effect.type === 'cancelJob') this.close('jobs', effect.jobId);
      if (effect.type === 'callProcess') this.open.calls.add(effect.callId);
      if (effect.type === 'cancelCall') this.close('calls', effect.callId);
    }
  }

  /** Errors: throws when it was told to close what it was never told to open. */
  private close(kind: Wait, id: string): void {
    if (!this.open[kind].delete(id)) throw new Error(`${id} of ${kind} was closed, and never opened`);
  }
}

/** Everything that could happen next, in the order of the state's lists. */
export function possible(state: State, at: number): Input[] {
  return [
    ...state.tasks.map(({ id }): Input => ({ type: 'completeTask', at, by, taskId: id })),
    ...state.jobs.map(({ id }): Input => ({ type: 'completeJob', at, jobId: id })),
    ...(state.calls ?? []).map(({ id }): Input => ({ type: 'completeCall', at, callId: id, variables: { n: 1 } })),
    ...state.subscriptions.map(
      ({ id, signalName: name }): Input =>
        name === undefined ? { type: 'deliverMessage', at, subscriptionId: id } : { type: 'deliverSignal', at, name },
    ),
    ...(state.conditions ?? []).map(({ isTrue }): Input => ({ type: 'setVariables', at, by, variables: { ready: !isTrue } })),
    ...state.timers.map(({ id, dueAt }): Input => ({ type: 'triggerTimer', at: Math.max(at, dueAt), timerId: id })),
  ];
}

/** What people, workers and operators may do besides, sensible or not. */
export function disturbances(state: State, at: number): Input[] {
  const [job] = state.jobs;
  const jobId = job?.id ?? 'j0';
  const callId = state.calls?.[0]?.id ?? 'p0';
  return [
    { type: 'failJob', at, jobId, message: 'no' },
    { type: 'failJob', at, jobId, message: 'no', retries: 0 },
    { type: 'throwJobError', at, jobId, errorCode: 'oops' },
    { type: 'failCall', at, callId, errorCode: 'oops' },
    { type: 'refuseCall', at, callId, code: 'called-process-missing', message: 'no' },
    { type: 'escalateCall', at, callId, escalationCode: 'esc' },
    { type: 'completeCall', at, callId: 'p0', variables: {} },
    { type: 'setVariables', at, by, variables: { n: 'text', runs: null, ready: false } },
    { type: 'setVariables', at, by, variables: { starter: 'eve' } },
    { type: 'suspend', at, by },
    { type: 'resume', at, by },
    { type: 'resolveIncident', at, by, incidentId: state.incidents[0]?.id ?? 'i0' },
    { type: 'completeTask', at, by: { userId: null }, taskId: state.tasks[0]?.id ?? 't0' },
    { type: 'claimTask', at, by, taskId: state.tasks[0]?.id ?? 't0' },
    { type: 'completeTask', at, by, taskId: 't0' },
    { type: 'deliverMessage', at, subscriptionId: 'u0' },
    { type: 'triggerTimer', at, timerId: state.timers.at(-1)?.id ?? 'm0' },
    { type: 'answerDue', at, questionId: 'q0', dueAts: [] },
    { type: 'setVariables', at: at - 1, by, variables: {} },
    { type: 'cancel', at, by, reason: 'enough' },
  ];
}

export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

export interface Played {
  readonly state: State;
  readonly events: readonly Event[];
  readonly inputs: number;
}

/** Plays to the end, or until the choices run out; `check` sees every step. */
export function play(
  on: Program,
  choices: readonly number[],
  check: (state: State, events: readonly Event[], host: Host) => void,
): Played {
  const host = new Host();
  const events: Event[] = [];
  let state: State | undefined;
  let inputs = 0;
  let input: Input | undefined = { type: 'start', at: hour, by, businessKey: 'B' };
  while (input) {
    const result: StepResult = input.type === 'start' ? start(on, input) : step(on, freeze(state as State), input);
    if (!result.ok) throw new Error(`${input.type}: ${JSON.stringify(result.rejection)}`);
    events.push(...result.events);
    state = result.state;
    host.take(input, result.effects);
    check(state, events, host);
    const next = possible(state, state.at);
    input = inputs < choices.length ? next[(choices[inputs] ?? 0) % Math.max(next.length, 1)] : undefined;
    inputs += 1;
  }
  if (!state) throw new Error('not started');
  return { state, events, inputs };
}

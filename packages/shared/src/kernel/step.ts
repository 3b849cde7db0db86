/** Decides what happens next: one input in; the new state, its events and effects out, or a rejection. */
import { assert, type JsonObject } from '../base/index.ts';
import type { Effect } from './effect.ts';
import { elements as handlers } from './elements/index.ts';
import type { Event } from './event.ts';
import { emptyState } from './evolve.ts';
import type { Actor, Input, Rejection, StartInput } from './input.ts';
import { leave } from './parts/leave.ts';
import { Run } from './parts/run.ts';
import type { Program } from './program.ts';
import { type OpenTask, rootScopeId, type State, type Token } from './state.ts';

export type StepResult =
  | { readonly ok: true; readonly state: State; readonly events: readonly Event[]; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly rejection: Rejection };

/** How many elements one step may enter before it counts as a loop. */
const loopBound = 1000;

/** Starts an instance. */
export function start(program: Program, input: StartInput): StepResult {
  const refused = reserved(program, input.variables);
  if (refused) return { ok: false, rejection: refused };
  const index = program.starts.find((candidate) =>
    input.startEventId === undefined ? program.starts.length === 1 : program.elements[candidate]?.id === input.startEventId,
  );
  if (index === undefined)
    return reject('start-event-not-found', `No start event fits; name one of the ${program.starts.length} by startEventId.`);
  const run = new Run(program, emptyState(program.hash), input.at);
  run.emit({
    type: 'instanceStarted',
    programHash: program.hash,
    processId: program.processId,
    by: input.by,
    starter: input.by.userId,
    variables: input.variables ?? {},
    ...(input.businessKey === undefined ? {} : { businessKey: input.businessKey }),
    ...(input.trigger === undefined ? {} : { trigger: input.trigger }),
  });
  run.begin(index, rootScopeId, input.by.userId ?? undefined);
  return finish(run);
}

/** Takes one input; a rejection leaves the state untouched. */
export function step(program: Program, state: State, input: Input): StepResult {
  assert(state.programHash === program.hash, `the state belongs to program ${state.programHash}, not ${program.hash}`);
  if (input.type === 'start') return reject('already-started', 'A running instance takes no start; start a new one.');
  if (input.at < state.at) return reject('time-went-back', `The input is at ${input.at}, before the state's ${state.at}.`);
  if (state.status !== 'active' && state.status !== 'suspended')
    return reject('instance-ended', `The instance is ${state.status}; it takes no more input.`);
  if (state.status === 'suspended' && input.type !== 'resume' && input.type !== 'cancel')
    return reject('instance-suspended', 'The instance is suspended; resume it first.');
  const run = new Run(program, state, input.at);
  const rejection = take(run, input);
  return rejection ? { ok: false, rejection } : finish(run);
}

function take(run: Run, input: Exclude<Input, StartInput>): Rejection | undefined {
  switch (input.type) {
    case 'claimTask':
    case 'unclaimTask':
    case 'delegateTask':
    case 'completeTask':
      return takeTask(run, input);
    case 'setVariables': {
      const refused = reserved(run.program, input.variables);
      if (refused) return refused;
      const { by, variables, reason } = input;
      run.emit({ type: 'variablesSet', scopeId: rootScopeId, variables, by, ...(reason === undefined ? {} : { reason }) });
      return undefined;
    }
    case 'resolveIncident': {
      const incident = run.draft.incidents.find(({ id }) => id === input.incidentId);
      if (!incident) return refusal('incident-not-open', `There is no open incident ${input.incidentId}.`);
      const element = run.element(incident.element);
      const { incidentId, by } = input;
      run.emit({ type: 'incidentResolved', elementId: element.id, elementKind: element.kind, incidentId, by });
      const token = incident.tokenId === undefined ? undefined : run.token(incident.tokenId);
      if (!token) return undefined;
      if (incident.retry === 'arrive') run.arrivals.push(token.id);
      else if (incident.retry === 'work') handlers.get(element.kind)?.work(run, token, element);
      else leave(run, token, handlers.get(element.kind)?.leaves ?? 'each');
      return undefined;
    }
    case 'cancel': {
      run.terminateScope(rootScopeId, 'cancelled');
      const lost = input.lossReason === undefined ? {} : { outcome: 'lost' as const, lossReason: input.lossReason };
      run.emit({ type: 'instanceTerminated', by: input.by, reason: input.reason, ...lost });
      return undefined;
    }
    case 'suspend':
      run.emit({ type: 'instanceSuspended', by: input.by, ...(input.reason === undefined ? {} : { reason: input.reason }) });
      return undefined;
    case 'resume':
      if (run.draft.status !== 'suspended') return refusal('not-suspended', 'The instance is active; nothing to resume.');
      run.emit({ type: 'instanceResumed', by: input.by });
      return undefined;
    default:
      return refusal('nothing-waits', `Nothing in this instance waits for ${input.type}.`);
  }
}

type TaskInput = Extract<Input, { type: 'claimTask' | 'unclaimTask' | 'delegateTask' | 'completeTask' }>;

function takeTask(run: Run, input: TaskInput): Rejection | undefined {
  const task = run.draft.tasks.find(({ id }) => id === input.taskId);
  const token = task && run.token(task.tokenId);
  if (!task || !token) return refusal('task-not-open', `There is no open task ${input.taskId}.`);
  const { id: elementId, kind: elementKind } = run.element(token.element);
  const { taskId, by } = input;
  if (!eligible(task, by, input.type === 'claimTask'))
    return { ...refusal('not-eligible', `The task ${taskId} is not this person's to act on.`), elementId };
  const about = { elementId, elementKind, taskId, by };
  if (input.type === 'claimTask') {
    if (by.userId === null) return refusal('no-user', 'A claim needs a user.');
    run.emit({ type: 'taskClaimed', ...about, assignee: by.userId });
  } else if (input.type === 'unclaimTask') run.emit({ type: 'taskUnclaimed', ...about });
  else if (input.type === 'delegateTask')
    run.emit({ type: 'taskDelegated', ...about, to: input.to, ...(input.reason === undefined ? {} : { reason: input.reason }) });
  else {
    const refused = reserved(run.program, input.variables);
    if (refused) return refused;
    if (input.outcome !== undefined) return refusal('unknown-outcome', `The task ${taskId} has no outcomes; leave it out.`);
    run.emit({
      type: 'taskCompleted',
      ...about,
      kind: 'task',
      ...(input.comment === undefined ? {} : { comment: input.comment }),
    });
    if (input.variables) run.emit({ type: 'variablesSet', scopeId: rootScopeId, variables: input.variables, elementId, by });
    leave(run, token, 'each', by);
  }
  return undefined;
}

function eligible(task: OpenTask, by: Actor, isClaim: boolean): boolean {
  if (by.privileged) return true;
  if (by.userId === null) return false;
  if (task.assignee !== undefined) return task.assignee === by.userId;
  if (task.users.length === 0 && task.groups.length === 0) return !isClaim || by.userId !== null;
  return task.users.includes(by.userId) || task.groups.some((group) => by.groups?.includes(group) === true);
}

/** Moves tokens until every one waits; past the bound each that still moves gets an incident. */
function finish(run: Run): StepResult {
  let moves = 0;
  for (;;) {
    const begun = run.begun.shift();
    const id = begun ? undefined : run.arrivals.shift();
    const token: Token | undefined = begun ?? (id === undefined ? undefined : run.token(id));
    if (!token) {
      if (id === undefined) break;
      continue;
    }
    const element = run.element(token.element);
    const handler = handlers.get(element.kind);
    assert(handler, `no handler for ${element.kind}`);
    moves += 1;
    if (begun) {
      if (run.token(begun.id)) handler.work(run, begun, element);
    } else if (moves > loopBound)
      run.raise(token, 'loop-bound', `More than ${loopBound} elements were entered without a wait.`, 'arrive');
    else if (handler.arrive) handler.arrive(run, token, element);
    else handler.work(run, run.enter(token), element);
  }
  return { ok: true, state: run.draft, events: run.events, effects: run.events.flatMap(effectsOf) };
}

function effectsOf(event: Event): Effect[] {
  if (event.type !== 'taskOpened') return [];
  const { elementId, taskId, candidateUsers, candidateGroups: groups, assignee } = event;
  const users = assignee === undefined ? candidateUsers : [assignee];
  return [{ type: 'notify', kind: 'taskOpened', elementId, taskId, users, groups }];
}

function reserved(program: Program, variables: JsonObject | undefined): Rejection | undefined {
  const name = program.reserved.find((candidate) => variables && Object.hasOwn(variables, candidate));
  return name === undefined ? undefined : refusal('reserved-variable', `The engine alone writes "${name}"; leave it out.`);
}

const refusal = (code: string, message: string): Rejection => ({ code, message });
const reject = (code: string, message: string): StepResult => ({ ok: false, rejection: refusal(code, message) });

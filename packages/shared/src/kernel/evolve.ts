/** How each event changes the state: decides nothing, and can't fail on an event that `step` made. */
import { assert, type JsonObject } from '../base/index.ts';
import type { Event } from './event.ts';
import type { Program } from './program.ts';
import { type OpenTask, rootScopeId, type State, type Token } from './state.ts';

/** A state that is being built: its lists may be replaced, what they hold is shared and never written. */
export type Draft = { -readonly [K in keyof State]: State[K] };

const indices = new WeakMap<Program, ReadonlyMap<string, number>>();

/** Finds an element's index by its id; the table is made once a program. */
export function elementIndex(program: Program, id: string): number {
  let table = indices.get(program);
  if (!table) {
    table = new Map(program.elements.map((element) => [element.id, element.index]));
    indices.set(program, table);
  }
  const index = table.get(id);
  assert(index !== undefined, `the program has no element ${id}`);
  return index;
}

/** The state before the first event. */
export const emptyState = (programHash: string): State => ({
  programHash,
  status: 'active',
  at: 0,
  seq: 0,
  starter: null,
  variables: {},
  tokens: [],
  scopes: [],
  tasks: [],
  incidents: [],
});

/** Answers the state after one event; the state before is untouched. */
export function evolve(program: Program, state: State, event: Event): State {
  const draft = { ...state };
  apply(program, draft, event);
  return draft;
}

/** Changes a draft by one event: what `step` uses, which copies the state once. */
export function apply(program: Program, draft: Draft, event: Event): void {
  draft.seq = event.seq;
  draft.at = event.at;
  switch (event.type) {
    case 'instanceStarted':
      draft.starter = event.starter;
      draft.variables = event.variables;
      if (event.businessKey !== undefined) draft.businessKey = event.businessKey;
      return;
    case 'instanceCompleted':
    case 'instanceTerminated':
    case 'instanceFailed':
      draft.status = event.type === 'instanceCompleted' ? 'completed' : event.type === 'instanceFailed' ? 'failed' : 'terminated';
      if (event.outcome !== undefined) draft.outcome = event.outcome;
      if (event.lossReason !== undefined) draft.lossReason = event.lossReason;
      return;
    case 'instanceSuspended':
      draft.status = 'suspended';
      return;
    case 'instanceResumed':
      draft.status = 'active';
      return;
    case 'flowTaken': {
      const flow = program.flows.find((candidate) => candidate.id === event.elementId);
      assert(flow, `the program has no flow ${event.elementId}`);
      const token = { id: event.tokenId, element: flow.target, scopeId: event.scopeId, via: flow.index };
      draft.tokens = [...draft.tokens, event.requestedBy === undefined ? token : { ...token, requestedBy: event.requestedBy }];
      return;
    }
    case 'elementEntered': {
      const arrived = draft.tokens.find((token) => token.id === event.tokenId);
      const token: Token = {
        id: event.tokenId,
        element: elementIndex(program, event.elementId),
        scopeId: event.scopeId,
        ...(arrived?.requestedBy === undefined ? {} : { requestedBy: arrived.requestedBy }),
      };
      draft.tokens = [...draft.tokens.filter((other) => other !== arrived && !event.consumes?.includes(other.id)), token];
      if (event.opensScopeId !== undefined) {
        const scope = { id: event.opensScopeId, parentId: event.scopeId, tokenId: event.tokenId, variables: {} };
        draft.scopes = [...draft.scopes, scope];
      }
      return;
    }
    case 'elementCompleted':
    case 'elementTerminated':
      draft.tokens = draft.tokens.filter((token) => token.id !== event.tokenId);
      if (draft.scopes.length > 0) draft.scopes = draft.scopes.filter((scope) => scope.tokenId !== event.tokenId);
      if (draft.incidents.length > 0) draft.incidents = draft.incidents.filter(({ tokenId }) => tokenId !== event.tokenId);
      return;
    case 'variablesSet':
      if (event.scopeId === rootScopeId) draft.variables = { ...draft.variables, ...event.variables };
      else draft.scopes = draft.scopes.map((scope) => (scope.id === event.scopeId ? write(scope, event.variables) : scope));
      return;
    case 'taskOpened': {
      const task = { id: event.taskId, tokenId: event.tokenId, users: event.candidateUsers, groups: event.candidateGroups };
      draft.tasks = [...draft.tasks, event.assignee === undefined ? task : { ...task, assignee: event.assignee }];
      return;
    }
    case 'taskClaimed':
      changeTask(draft, event.taskId, (task) => ({ ...task, assignee: event.assignee }));
      return;
    case 'taskDelegated':
      changeTask(draft, event.taskId, (task) => ({ ...task, assignee: event.to }));
      return;
    case 'taskUnclaimed':
      changeTask(draft, event.taskId, ({ assignee: _, ...task }) => task);
      return;
    case 'taskCompleted':
    case 'taskCancelled':
      draft.tasks = draft.tasks.filter((task) => task.id !== event.taskId);
      return;
    case 'incidentRaised': {
      const incident = { id: event.incidentId, element: elementIndex(program, event.elementId) };
      const token = event.tokenId === undefined ? {} : { tokenId: event.tokenId };
      const retry = event.retry === undefined ? {} : { retry: event.retry };
      draft.incidents = [...draft.incidents, { ...incident, ...token, ...retry }];
      return;
    }
    case 'incidentResolved':
      draft.incidents = draft.incidents.filter((incident) => incident.id !== event.incidentId);
      return;
  }
}

const write = <T extends { readonly variables: JsonObject }>(scope: T, variables: JsonObject): T => ({
  ...scope,
  variables: { ...scope.variables, ...variables },
});

function changeTask(draft: Draft, id: string, change: (task: OpenTask) => OpenTask): void {
  draft.tasks = draft.tasks.map((task) => (task.id === id ? change(task) : task));
}

/** Remembers what happens to the instance, its variables and its incidents. */
import type { JsonObject } from '../../base/index.ts';
import { elementIndex } from '../queries/tables.ts';
import { rootScopeId } from '../state.ts';
import { type Appliers, append, type Draft, type EventOf, remove, replace } from './applier.ts';
import { forgetAll } from './compensation.ts';

const write = <T extends { readonly variables: JsonObject }>(scope: T, variables: JsonObject): T => ({
  ...scope,
  variables: { ...scope.variables, ...variables },
});

function end(draft: Draft, event: EventOf<'instanceCompleted' | 'instanceTerminated' | 'instanceFailed'>): void {
  draft.status = event.type === 'instanceCompleted' ? 'completed' : event.type === 'instanceFailed' ? 'failed' : 'terminated';
  if (event.outcome !== undefined) draft.outcome = event.outcome;
  if (event.lossReason !== undefined) draft.lossReason = event.lossReason;
  forgetAll(draft);
}

export const instanceAppliers: Appliers = {
  instanceStarted(draft, event) {
    draft.starter = event.starter;
    draft.variables = event.variables;
    if (event.businessKey !== undefined) draft.businessKey = event.businessKey;
  },
  instanceCompleted: end,
  instanceTerminated: end,
  instanceFailed: end,
  instanceSuspended(draft) {
    draft.status = 'suspended';
  },
  instanceResumed(draft) {
    draft.status = 'active';
  },
  variablesSet(draft, event) {
    if (event.scopeId === rootScopeId) draft.variables = { ...draft.variables, ...event.variables };
    else replace(draft, 'scopes', { key: 'id', value: event.scopeId }, (scope) => write(scope, event.variables));
  },
  incidentRaised(draft, event, program) {
    const { incidentId: id, tokenId, retry, doneBy, reads, stop } = event;
    const incident = {
      id,
      element: elementIndex(program, event.elementId),
      ...(tokenId === undefined ? {} : { tokenId }),
      ...(retry === undefined ? {} : { retry }),
      ...(doneBy === undefined ? {} : { doneBy }),
      ...(reads === undefined ? {} : { reads }),
      ...(stop === undefined ? {} : { stop }),
    };
    append(draft, 'incidents', incident);
  },
  incidentResolved(draft, event) {
    remove(draft, 'incidents', 'id', event.incidentId);
  },
};

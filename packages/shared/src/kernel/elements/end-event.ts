/** None and terminate end events; a won or lost outcome ends the case from wherever it stands. */
import { closeIfEmpty, leave } from '../parts/leave.ts';
import { terminateScope } from '../parts/terminate.ts';
import { rootScopeId } from '../state.ts';
import type { ElementHandler } from './handler.ts';

export const endEvent: ElementHandler = {
  extensions: ['end'],
  eventDefinitions: ['terminateEventDefinition'],
  leaves: 'each',
  compile(node, compiling) {
    const terminates = node.eventDefinitions.length > 0;
    const { outcome: written, lossReason } = node.extension.end ?? {};
    if (written === undefined) return { terminates };
    const outcome = (['won', 'lost', 'neutral'] as const).find((known) => known === written);
    if (outcome === undefined) {
      const message = `The outcome of ${node.id} is "${written}"; expected won, lost or neutral.`;
      compiling.problem({ code: 'unknown-outcome', severity: 'error', elementId: node.id, field: 'end.outcome', message });
      return { terminates };
    }
    return { terminates, end: lossReason === undefined ? { outcome } : { outcome, lossReason } };
  },
  work(run, token, element) {
    const { end, terminates } = element.plan;
    const decided = end !== undefined && end.outcome !== 'neutral';
    if (!decided && !terminates) return leave(run, token);
    const scopeId = decided ? rootScopeId : token.scopeId;
    const { id: elementId, kind: elementKind } = element;
    run.emit({ type: 'elementCompleted', elementId, elementKind, tokenId: token.id });
    terminateScope(run, scopeId, 'terminated');
    if (scopeId === rootScopeId) return run.emit({ type: 'instanceCompleted', ...end, elementId });
    closeIfEmpty(run, scopeId);
  },
};

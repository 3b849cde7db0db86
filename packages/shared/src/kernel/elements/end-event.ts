/** End events: none, or what is thrown; a won or lost outcome ends the case from wherever it stands (BPMN 2.0.2, 10.5.3 and 13.5.6). */
import type { FlowNode } from '../../model/index.ts';
import { oneClaims, throwAll } from '../definitions/index.ts';
import { about } from '../parts/about.ts';
import { forgetCompletions } from '../parts/compensate.ts';
import type { Compiling } from '../parts/compiling.ts';
import { endInstance } from '../parts/end-instance.ts';
import { createJob } from '../parts/job.ts';
import { closeIfEmpty, leave } from '../parts/leave.ts';
import type { Run } from '../parts/run.ts';
import { leaveStages, mayWin } from '../parts/stage.ts';
import { terminateScope } from '../parts/terminate.ts';
import type { ElementPlan, ProgramElement } from '../program.ts';
import { rootScopeId, type Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';
import { throwEvent } from './throw-event.ts';

export const endEvent: ElementHandler = {
  extensions: ['end', 'subscription', 'job', 'inputs'],
  eventDefinitions: [
    'messageEventDefinition',
    'signalEventDefinition',
    'errorEventDefinition',
    'escalationEventDefinition',
    'terminateEventDefinition',
    'compensateEventDefinition',
    'cancelEventDefinition',
  ],
  leaves: 'each',
  event: 'throws',
  compile(node, compiling) {
    const plan = { ...compileOutcome(node, compiling), ...throwEvent.compile?.(node, compiling) };
    if (oneClaims(plan.definitions, 'cancels') && plan.end && plan.end.outcome !== 'neutral')
      compiling.refuse(
        node,
        `the outcome ${plan.end.outcome} where a transaction is cancelled and the case goes on`,
        'end.outcome',
      );
    return plan;
  },
  work(run, token, element) {
    if (element.plan.end?.outcome === 'won' && !mayWin(run, token)) return;
    if (element.plan.job) createJob(run, token, element);
    else if (throwAll(run, token, element) === 'thrown') finish(run, token, element);
  },
  onJob: (run, _job, token, element) => finish(run, token, element),
  onCompensated(run, token, element, definition) {
    if (throwAll(run, token, element, definition + 1) === 'thrown') finish(run, token, element);
  },
};

function compileOutcome(node: FlowNode, compiling: Compiling): Pick<ElementPlan, 'end'> {
  const { outcome: written, lossReason } = node.extension.end ?? {};
  if (written === undefined) return {};
  const outcome = (['won', 'lost', 'neutral'] as const).find((known) => known === written);
  if (outcome === undefined) {
    const message = `The outcome of ${node.id} is "${written}"; expected won, lost or neutral.`;
    compiling.problem({ code: 'unknown-outcome', severity: 'error', elementId: node.id, field: 'end.outcome', message });
    return {};
  }
  return { end: lossReason === undefined ? { outcome } : { outcome, lossReason } };
}

function finish(run: Run, token: Token, element: ProgramElement): void {
  const { end, definitions } = element.plan;
  const decided = end !== undefined && end.outcome !== 'neutral';
  if (!decided && !oneClaims(definitions, 'terminates')) {
    leave(run, token);
    return;
  }
  const scopeId = decided ? rootScopeId : token.scopeId;
  if (end && decided) leaveStages(run, end.outcome === 'won' ? 'won' : 'lost', end.lossReason);
  run.emit({ type: 'elementCompleted', ...about(element), tokenId: token.id });
  terminateScope(run, scopeId, 'terminated');
  if (scopeId === rootScopeId) endInstance(run, { type: 'instanceCompleted', ...end, elementId: element.id });
  else {
    forgetCompletions(run, scopeId, element);
    closeIfEmpty(run, scopeId);
  }
}

/**
 * Ad-hoc sub-process (BPMN 2.0.2, 10.3.5 and 13.3.5): activities that no flow leads to begin all at once, or one after another in
 * their order; people may begin any of them, and again. Each time one is completed its condition is read: once it holds, nothing
 * begins any more, and what is under way ends or is waited for. Without a condition it ends when all that began is done.
 */
import type { FlowNode } from '../../model/index.ts';
import type { Compiling } from '../parts/compiling.ts';
import { begin } from '../parts/enter.ts';
import { armEventStarts } from '../parts/event-sub-processes.ts';
import { leave } from '../parts/leave.ts';
import type { Run } from '../parts/run.ts';
import { terminateScope } from '../parts/terminate.ts';
import type { AdHocPlan, ElementPlan, ProgramElement } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { Scope, Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';

export const adHocSubProcess: ElementHandler = {
  extensions: ['inputs', 'outputs', 'loop'],
  mayLoop: true,
  opensScope: true,
  leaves: 'each',
  compile: compileAdHoc,
  work(run, token, element) {
    const scope = run.ownScope(token.id);
    const { adHoc, starts = [] } = element.plan;
    if (!scope || !adHoc) return;
    armEventStarts(run, scope.id);
    const first = adHoc.isSequential ? starts.slice(0, 1) : starts;
    for (const start of first) begin(run, start, scope.id, token.requestedBy);
    if (starts.length === 0) leave(run, token);
  },
  onInside(run, token, element) {
    const scope = run.ownScope(token.id);
    const { adHoc } = element.plan;
    if (!scope || !adHoc || firstHaving(run.draft.incidents, 'token', token.id)) return;
    const holds = isDone(run, scope, token, adHoc);
    if (holds === undefined) return;
    if (holds && adHoc.cancelsRemaining) terminateScope(run, scope.id, 'conditionMet');
    else if (firstHaving(run.draft.tokens, 'scope', scope.id)) return;
    else if (!holds && adHoc.isSequential && beginNext(run, scope, token, element)) return;
    leave(run, token);
  },
};

function compileAdHoc(node: FlowNode, compiling: Compiling): ElementPlan {
  const { ordering, completionCondition, cancelRemainingInstances } = node.adHoc ?? {};
  for (const inner of node.nodes ?? []) {
    if (inner.kind !== 'startEvent' && inner.kind !== 'endEvent') continue;
    const message = `The ad-hoc sub-process ${node.name ?? node.id} (${node.id}) holds the ${inner.kind} ${inner.name ?? inner.id}; its activities begin by themselves. Take it away.`;
    compiling.problem({ code: 'ad-hoc-event', severity: 'error', elementId: inner.id, message });
  }
  const until =
    completionCondition === undefined ? undefined : compiling.expression(completionCondition, node.id, 'completionCondition');
  const eventStarts = compiling.eventStarts(node);
  return {
    starts: compiling.beginnings(node).map(({ id }) => compiling.indexOf(id)),
    ...(eventStarts.length > 0 ? { eventStarts } : {}),
    adHoc: {
      isSequential: ordering === 'Sequential',
      cancelsRemaining: cancelRemainingInstances !== false,
      ...(until ? { until } : {}),
    },
  };
}

/** Does the completion condition hold? Undefined leaves an incident. */
function isDone(run: Run, scope: Scope, token: Token, { until }: AdHocPlan): boolean | undefined {
  if (!until) return false;
  const answer = run.evaluate(until, scope.id);
  if (answer.ok) return answer.value === true;
  run.raise(token, 'expression-failed', `The completion condition failed: ${answer.message}`, 'inside');
  return undefined;
}

/** Begins the next activity that has not begun yet; false where all have. */
function beginNext(run: Run, scope: Scope, token: Token, { plan: { starts = [] } }: ProgramElement): boolean {
  const next = starts.find((start) => !scope.begun?.includes(start));
  if (next === undefined) return false;
  begin(run, next, scope.id, token.requestedBy);
  return true;
}

/** Runs end, and what is thrown as they do (BPMN 2.0.2, 13.3.6 and 13.3.7). */
import type { Actor } from '../../input.ts';
import type { LoopPlan, ProgramElement } from '../../program.ts';
import type { LoopState, Token } from '../../state.ts';
import { about } from '../about.ts';
import { doneBy } from '../choose.ts';
import { answerOf } from '../data.ts';
import type { Run } from '../run.ts';
import { release, terminateScope } from '../terminate.ts';
import { countsOf, isDone, startRuns } from './runs.ts';

/** Is it the whole of an activity that runs several times, not one of its runs? */
export const isBody = ({ plan }: ProgramElement, { loopCounter }: Token): boolean =>
  plan.loop !== undefined && loopCounter === undefined;

/** Ends one run; answers the body where that was the last, or met the condition. */
export function endRun(run: Run, token: Token, by?: Actor): Token | undefined {
  const element = run.element(token.element);
  const scope = run.scope(token.scopeId);
  const body = run.ownerOf(token.scopeId);
  const plan = element.plan.loop;
  if (!plan || !scope?.loop || !body) return undefined;
  const done = isDone(run, token, plan, scope.loop);
  const output = plan.output && run.evaluate(plan.output, run.scopeIdOf(token), answerOf(run, token));
  const failed = typeof done === 'object' ? done : output && !output.ok ? output : undefined;
  if (failed) {
    run.raise(token, 'expression-failed', `A run of ${element.id} can't end: ${failed.message}`, 'leave', doneBy(by));
    return undefined;
  }
  release(run, token.id, 'completed');
  run.emit({
    type: 'elementCompleted',
    ...about(element),
    tokenId: token.id,
    ...(token.loopCounter === undefined ? {} : { loopCounter: token.loopCounter }),
    ...(output?.ok ? { output: output.value } : {}),
    ...(by === undefined ? {} : { by }),
  });
  throwWithRun(run, body, plan, run.scope(scope.id)?.loop);
  // What was thrown may have ended the activity.
  if (!run.token(body.id)) return undefined;
  if (done) {
    terminateScope(run, scope.id, 'conditionMet');
    return body;
  }
  const after = run.scope(scope.id);
  if (after && plan.isSequential) startRuns(run, body, after);
  return undefined;
}

/** A multi-instance activity throws what it says to with a run that is completed, as if from the whole of it. */
function throwWithRun(run: Run, body: Token, { throws = [] }: LoopPlan, loop: LoopState | undefined): void {
  for (const { when, definition } of throws) {
    if (!loop || !run.token(body.id) || (when === 'first' && loop.completed !== 1)) continue;
    if (typeof when !== 'string') {
      const answer = run.evaluate(when, run.scopeIdOf(body), countsOf(loop));
      if (!answer.ok || answer.value !== true) continue;
    }
    run.throw(body, definition, {});
  }
}

/** The runs are over: their outputs, in their order, become one variable. */
export function collectOutputs(run: Run, body: Token): void {
  const { id: elementId, plan } = run.element(body.element);
  const { outputCollection } = plan.loop ?? {};
  if (outputCollection === undefined) return;
  const outputs = run.ownScope(body.id)?.loop?.outputs ?? [];
  run.setVariables(body.scopeId, { [outputCollection]: outputs }, { elementId });
}

/** Loops and multi-instance activities: a body around runs, one after another or all at once (BPMN 2.0.2, 13.3.6 and 13.3.7). */
import type { Json, JsonObject } from '../../../base/index.ts';
import type { LoopPlan, ProgramElement } from '../../program.ts';
import type { LoopState, Scope, Token } from '../../state.ts';
import { enterNew, raiseInputs, readInputs } from '../enter.ts';
import type { Run } from '../run.ts';
import { takeIn } from '../terminate.ts';

/** How many runs one activity may have at once, and all that one step begins together; and how many one after another. */
const parallelBound = 10_000;
const sequentialBound = 10_000;

/** Enters the body around the runs, or stays before it with an incident; answers the body's token. */
export function enterBody(
  run: Run,
  token: Token,
  element: ProgramElement,
  plan: LoopPlan,
  consumes: readonly string[] = [],
): Token | undefined {
  const counted = count(run, token, plan);
  if (typeof counted === 'string') {
    run.raise(token, 'loop-count-invalid', `${element.id}: ${counted}`, 'arrive');
    return undefined;
  }
  const { total, items } = counted;
  if (!plan.isSequential && !run.beginsRuns(total, parallelBound)) {
    run.raise(token, 'loop-bound', `More than ${parallelBound} runs of multi-instance activities would begin at once.`, 'arrive');
    return undefined;
  }
  takeIn(run, consumes);
  run.emit({
    type: 'elementEntered',
    elementId: element.id,
    elementKind: plan.kind,
    tokenId: token.id,
    scopeId: token.scopeId,
    opensScopeId: `s${run.nextSeq}`,
    loop: plan.isSequential && items ? { total, items } : { total },
    ...(consumes.length > 0 ? { consumes } : {}),
  });
  return run.token(token.id);
}

/** How many runs, and of what; a text says why that can't be told. */
function count(run: Run, token: Token, plan: LoopPlan): { readonly total: number; readonly items?: readonly Json[] } | string {
  const bound = plan.isSequential ? sequentialBound : parallelBound;
  if (plan.kind === 'loop') return { total: plan.maximum ?? bound };
  const items = plan.collection && run.evaluate(plan.collection, token.scopeId);
  if (items && !items.ok) return items.message;
  if (items && !Array.isArray(items.value)) return `expected a list, found ${JSON.stringify(items.value)}`;
  const list: readonly Json[] | undefined = items && Array.isArray(items.value) ? items.value : undefined;
  const times = plan.cardinality && run.evaluate(plan.cardinality, token.scopeId);
  if (times && !times.ok) return times.message;
  const total = times ? times.value : list?.length;
  if (typeof total !== 'number' || !Number.isInteger(total) || total < 0)
    return `expected a number of runs, found ${JSON.stringify(total ?? null)}`;
  if (total > bound) return `expected at most ${bound} runs, found ${total}`;
  return list ? { total, items: list } : { total };
}

/** Starts the runs that are due: the next one, or all; goes on where there is none. */
export function startRuns(run: Run, body: Token, scope: Scope): void {
  const element = run.element(body.element);
  const plan = element.plan.loop;
  const loop = scope.loop;
  if (!plan || !loop) return;
  if (loop.total === 0) {
    run.moves.push({ tokenId: body.id, phase: 'leave' });
    return;
  }
  if (plan.while && plan.testBefore) {
    const answer = run.evaluate(plan.while, scope.id, { loopCounter: loop.started + 1 });
    if (!answer.ok) {
      run.raise(body, 'expression-failed', `The condition of ${element.id} failed: ${answer.message}`, 'work');
      return;
    }
    if (answer.value !== true) {
      run.moves.push({ tokenId: body.id, phase: 'leave' });
      return;
    }
  }
  const items = loop.items ?? itemsAgain(run, body, plan);
  const last = plan.isSequential ? Math.min(loop.started + 1, loop.total) : loop.total;
  for (let counter = loop.started + 1; counter <= last; counter++)
    if (!startRun(run, body, scope, counter, items?.[counter - 1] ?? null)) return;
}

/** Runs that start at once need the collection only now, so the state does not keep it. */
function itemsAgain(run: Run, body: Token, { collection, item }: LoopPlan): readonly Json[] | undefined {
  if (!collection || item === undefined) return undefined;
  const answer = run.evaluate(collection, body.scopeId);
  return answer.ok && Array.isArray(answer.value) ? answer.value : undefined;
}

function startRun(run: Run, body: Token, scope: Scope, loopCounter: number, value: Json): boolean {
  const element = run.element(body.element);
  const item = element.plan.loop?.item;
  const start: JsonObject = item === undefined ? { loopCounter } : { loopCounter, [item]: value };
  const inputs = readInputs(run, scope.id, element, start);
  if (!inputs.ok) {
    raiseInputs(run, body, inputs, 'work');
    return false;
  }
  const { requestedBy } = body;
  const requested = requestedBy === undefined ? {} : { requestedBy };
  const token = enterNew(run, body.element, scope.id, { loopCounter, variables: inputs.locals, ...requested });
  run.moves.push({ tokenId: token.id, phase: 'work' });
  return true;
}

/** How many runs are under way. */
export const activeIn = ({ started, completed, terminated }: LoopState): number => started - completed - terminated;

/** What conditions of a multi-instance activity may read. Source: BPMN 2.0.2 §10.3.8; nrOf… is other engines' name. */
export function countsOf(loop: LoopState): JsonObject {
  const { total, completed, terminated } = loop;
  const active = activeIn(loop);
  return {
    numberOfInstances: total,
    numberOfActiveInstances: active,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: terminated,
    nrOfInstances: total,
    nrOfActiveInstances: active,
    nrOfCompletedInstances: completed,
  };
}

/** Whether the body is done once this run is; `message` when the completion condition can't say. */
export function isDone(run: Run, token: Token, plan: LoopPlan, loop: LoopState): boolean | { readonly message: string } {
  const completed = loop.completed + 1;
  if (plan.until) {
    const answer = run.evaluate(plan.until, run.scopeIdOf(token), countsOf({ ...loop, completed }));
    if (!answer.ok) return { message: answer.message };
    if (answer.value === true) return true;
  }
  if (plan.while && !plan.testBefore) {
    const answer = run.evaluate(plan.while, run.scopeIdOf(token));
    if (!answer.ok) return { message: answer.message };
    if (answer.value !== true) return true;
  }
  if (plan.kind === 'loop' && plan.maximum === undefined && completed >= sequentialBound)
    return { message: `its condition still holds after ${sequentialBound} runs` };
  return completed + loop.terminated >= loop.total;
}

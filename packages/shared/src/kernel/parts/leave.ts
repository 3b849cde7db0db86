/** How a token leaves an element: exit rules, output mappings, which flows it takes, what its scope does when it was the last. */
import { isJsonObject, type JsonObject } from '../../base/index.ts';
import type { Actor } from '../input.ts';
import type { ProgramElement, ProgramFlow } from '../program.ts';
import { rootScopeId, type Token } from '../state.ts';
import type { Run } from './run.ts';
import { release } from './terminate.ts';

/** `all` ignores conditions (parallel gateway), `first` takes one (exclusive), `each` every true one (BPMN 2.0.2, 13.3.1). */
export type Choice = 'all' | 'first' | 'each';

/** Takes in what the outside answered (a job, a message, a person), then leaves. */
export function complete(run: Run, token: Token, variables: JsonObject | undefined, by?: Actor): void {
  if (variables) {
    const element = run.element(token.element);
    const about = by === undefined ? { elementId: element.id } : { elementId: element.id, by };
    const own = element.plan.outputs && run.ownScope(token.id);
    if (own) run.emit({ type: 'variablesSet', scopeId: own.id, variables: { result: variables }, ...about });
    else run.setVariables(run.scopeIdOf(token), variables, about);
  }
  leave(run, token, by);
}

/** Completes the element and sends tokens on; raises an incident and stays where it can't. */
export function leave(run: Run, token: Token, by?: Actor): void {
  const element = run.element(token.element);
  const handler = run.handler(element);
  if (handler.beforeLeave && !handler.beforeLeave(run, token, element)) return;
  if (!writeOutputs(run, token, element)) return;
  depart(run, token, by);
}

/** Chooses the flows out of an element whose work and mappings are done. */
export function depart(run: Run, token: Token, by?: Actor): void {
  const element = run.element(token.element);
  const flows = choose(run, token, element, run.handler(element).leaves);
  if (!flows) return;
  for (const tokenId of sendAlong(run, token, flows, by)) run.moves.push({ tokenId, phase: 'arrive' });
  if (flows.length === 0) closeIfEmpty(run, token.scopeId);
}

/** Completes the element and puts one token on each flow; answers their ids. */
export function sendAlong(run: Run, token: Token, flows: readonly ProgramFlow[], by?: Actor): readonly string[] {
  const { id: elementId, kind: elementKind } = run.element(token.element);
  release(run, token.id, 'completed');
  const person = by === undefined ? {} : { by };
  run.emit({ type: 'elementCompleted', elementId, elementKind, tokenId: token.id, ...person });
  const userId = by ? by.userId : (token.requestedBy ?? null);
  const requested = userId === null ? {} : { requestedBy: userId };
  return flows.map((flow, position) => {
    const tokenId = position === 0 ? token.id : `k${run.nextSeq}`;
    const where = { sourceId: elementId, targetId: run.element(flow.target).id, tokenId, scopeId: token.scopeId };
    run.emit({ type: 'flowTaken', elementId: flow.id, elementKind: 'sequenceFlow', ...where, ...requested });
    return tokenId;
  });
}

/** Completes the scope's owner, or the instance, once no token is left inside. */
export function closeIfEmpty(run: Run, scopeId: string): void {
  if (run.draft.tokens.some((token) => token.scopeId === scopeId)) return;
  if (scopeId === rootScopeId) {
    if (run.draft.status === 'active') run.emit({ type: 'instanceCompleted' });
    return;
  }
  const owner = run.token(run.scope(scopeId)?.tokenId ?? '');
  if (owner) leave(run, owner);
}

/** Output mappings read the element's own scope, and `result` and its members where the outside answered. */
function writeOutputs(run: Run, token: Token, element: ProgramElement): boolean {
  const { outputs } = element.plan;
  if (!outputs) return true;
  const own = run.ownScope(token.id);
  const result = own?.variables.result;
  const extra = isJsonObject(result) ? { ...result, result } : {};
  for (const { name, value } of outputs) {
    const answer = run.evaluate(value, run.scopeIdOf(token), extra);
    if (!answer.ok) {
      run.raise(token, 'expression-failed', `The output ${name} of ${element.id} failed: ${answer.message}`, 'complete');
      return false;
    }
    run.setVariables(token.scopeId, { [name]: answer.value }, { elementId: element.id });
  }
  return true;
}

function choose(run: Run, token: Token, element: ProgramElement, choice: Choice): readonly ProgramFlow[] | undefined {
  const taken: ProgramFlow[] = [];
  for (const index of element.outgoing) {
    const flow = run.program.flows[index];
    if (!flow || (choice !== 'all' && index === element.defaultFlow)) continue;
    if (choice !== 'all' && flow.condition) {
      const answer = run.evaluate(flow.condition, token.scopeId);
      if (!answer.ok) {
        run.raise(token, 'expression-failed', `The condition of ${flow.id} failed: ${answer.message}`, 'leave');
        return undefined;
      }
      if (answer.value !== true) continue;
    }
    taken.push(flow);
    if (choice === 'first') return taken;
  }
  if (taken.length > 0 || element.outgoing.length === 0) return taken;
  const fallback = element.defaultFlow === undefined ? undefined : run.program.flows[element.defaultFlow];
  if (fallback) return [fallback];
  run.raise(token, 'no-flow-taken', `No condition out of ${element.id} is true, and it has no default flow.`, 'leave');
  return undefined;
}

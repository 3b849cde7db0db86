/**
 * Complex gateway (BPMN 2.0.2, 13.4.5). Waits for its activation condition, which reads `activationCount` (how many tokens wait)
 * and `incoming` (how many a flow, by its id); then waits for a token on each flow that had none, unless none is to come, and
 * resets. Conditions of outgoing flows may read `waitingForStart`, true when it is activated and false when it resets.
 *
 * A flow without a condition gets a token when the gateway is activated, and none when it resets: so an unconditional one
 * discriminates, as the workflow patterns that the clause names ask for.
 */

import type { FlowNode } from '../../model/index.ts';
import { about } from '../parts/about.ts';
import type { Compiling } from '../parts/compiling.ts';
import { enter } from '../parts/enter.ts';
import { closeIfEmpty, leave, sendAlong } from '../parts/leave.ts';
import type { Run } from '../parts/run.ts';
import { allWaitingAt, noneIsToCome, waitingAt } from '../parts/upstream.ts';
import type { ElementPlan, ProgramElement, ProgramFlow } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { OpenActivation, Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';

export const complexGateway: ElementHandler = {
  extensions: [],
  leaves: 'each',
  compile: compileActivation,
  arrive(run, token, element) {
    if (element.incoming.length < 2 || token.via === -1) {
      const entered = enter(run, token);
      if (entered) leave(run, entered);
    } else if (!activationOf(run, token, element)) activate(run, token, element);
  },
  joinReadsVariables: true,
  join(run, token, element) {
    const activation = activationOf(run, token, element);
    return activation ? reset(run, token, element, activation) : activate(run, token, element);
  },
  work: (run, token) => leave(run, token),
};

function compileActivation(node: FlowNode, compiling: Compiling): ElementPlan {
  if (node.activationCondition !== undefined) {
    const activation = compiling.expression(node.activationCondition, node.id, 'activationCondition');
    return activation ? { activation } : {};
  }
  if (node.incoming.length > 1) {
    const message = `The complex gateway ${node.name ?? node.id} (${node.id}) joins ${node.incoming.length} flows and says not when; expected an activation condition such as = activationCount >= 2.`;
    compiling.problem({
      code: 'activation-missing',
      severity: 'error',
      elementId: node.id,
      field: 'activationCondition',
      message,
    });
  }
  return {};
}

const activationOf = (run: Run, { scopeId }: Token, { index }: ProgramElement): OpenActivation | undefined =>
  firstHaving(run.draft.activations, 'place', scopeId, index);

/** True when it was activated. */
function activate(run: Run, token: Token, element: ProgramElement): boolean {
  const { activation } = element.plan;
  if (!activation) return false;
  const all = allWaitingAt(run, token.scopeId, element);
  const incoming = Object.fromEntries(
    element.incoming.map((flow) => [run.program.flows[flow]?.id ?? '', all.filter(({ via }) => via === flow).length]),
  );
  const answer = run.evaluate(activation, token.scopeId, { activationCount: all.length, incoming });
  if (!answer.ok) {
    run.raise(token, 'expression-failed', `The activation condition of ${element.id} failed: ${answer.message}`, 'arrive');
    return false;
  }
  if (answer.value !== true) return false;
  const waiting = waitingAt(run, token.scopeId, element);
  const first = waiting.find(({ id }) => id === token.id) ?? waiting[0] ?? token;
  const entered = enter(run, first, { consumes: waiting.filter(({ id }) => id !== first.id).map(({ id }) => id) });
  if (!entered) return false;
  const flows = waiting.flatMap(({ via = -1 }) => run.program.flows[via]?.id ?? []);
  run.emit({ type: 'gatewayActivated', ...about(element), scopeId: token.scopeId, flows });
  leave(run, entered);
  return true;
}

/** True when it has reset: it waits for its start again. */
function reset(run: Run, token: Token, element: ProgramElement, { flows: received }: OpenActivation): boolean {
  const waiting = waitingAt(run, token.scopeId, element).filter(({ via = -1 }) => !received.includes(via));
  const flows = new Set([...received, ...waiting.flatMap(({ via }) => via ?? [])]);
  if (!noneIsToCome(run, token.scopeId, element, flows)) return false;
  run.emit({ type: 'gatewayReset', ...about(element), scopeId: token.scopeId });
  const [first, ...others] = waiting;
  const entered = first && enter(run, first, { consumes: others.map(({ id }) => id) });
  if (!entered) return true;
  const chosen = chosenAtReset(run, entered, element);
  if (!chosen) return true;
  for (const tokenId of sendAlong(run, entered, chosen)) run.moves.push({ tokenId, phase: 'arrive' });
  if (chosen.length === 0) closeIfEmpty(run, entered.scopeId, element);
  return true;
}

/** The flows whose conditions hold as it resets, else the default flow, else none; undefined leaves an incident. */
function chosenAtReset(run: Run, token: Token, element: ProgramElement): readonly { readonly flow: ProgramFlow }[] | undefined {
  const chosen: { flow: ProgramFlow }[] = [];
  for (const index of element.outgoing) {
    const flow = run.program.flows[index];
    if (!flow?.condition || index === element.defaultFlow) continue;
    const answer = run.evaluate(flow.condition, token.scopeId, { waitingForStart: false });
    if (!answer.ok) {
      run.raise(token, 'expression-failed', `The condition of ${flow.id} failed: ${answer.message}`, 'leave');
      return undefined;
    }
    if (answer.value === true) chosen.push({ flow });
  }
  const fallback = element.defaultFlow === undefined ? undefined : run.program.flows[element.defaultFlow];
  return chosen.length === 0 && fallback ? [{ flow: fallback }] : chosen;
}

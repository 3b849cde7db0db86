/** The table of event definitions, and what an element with several of them does (BPMN 2.0.2, 10.5.5). */
import type { JsonObject } from '../../base/index.ts';
import type { EventDefinitionNode, FlowNode } from '../../model/index.ts';
import type { Retry } from '../event.ts';
import type { Answer } from '../parts/ask.ts';
import type { Compiling } from '../parts/compiling.ts';
import { contentOf } from '../parts/data.ts';
import type { Run } from '../parts/run.ts';
import { disarm } from '../parts/terminate.ts';
import type { Occurrence, Waiting } from '../parts/waiting.ts';
import type { DefinitionKind, DefinitionPlan, MessageCorrelation, ProgramElement } from '../program.ts';
import { having } from '../queries/lookup.ts';
import type { OpenQuestion, Token } from '../state.ts';
import { cancel } from './cancel.ts';
import { compensation } from './compensate.ts';
import { conditional } from './conditional.ts';
import type { DefinitionClaims, DefinitionHandler, DefinitionHandlers, StartedBy, Thrown, ThrowOne } from './definition.ts';
import { error } from './error.ts';
import { escalation } from './escalation.ts';
import { link } from './link.ts';
import { message } from './message.ts';
import { signal } from './signal.ts';
import { terminate } from './terminate.ts';
import { timer } from './timer.ts';

const handlers: DefinitionHandlers = {
  timerEventDefinition: timer,
  messageEventDefinition: message,
  signalEventDefinition: signal,
  conditionalEventDefinition: conditional,
  errorEventDefinition: error,
  escalationEventDefinition: escalation,
  linkEventDefinition: link,
  terminateEventDefinition: terminate,
  compensateEventDefinition: compensation,
  cancelEventDefinition: cancel,
};

// The table's type pairs each kind with its own plan, which no single call can express.
const handlerOf = (kind: string) => handlers[kind as DefinitionKind] as DefinitionHandler<DefinitionPlan> | undefined;

/** Says what a definition, drawn or compiled, is: what its file claims. */
export const claims = ({ kind }: { readonly kind: string }, claim: keyof DefinitionClaims): boolean =>
  handlerOf(kind)?.[claim] === true;

/** Does one of an event's definitions claim it? */
export const oneClaims = (
  definitions: readonly { readonly kind: string }[] | undefined,
  claim: keyof DefinitionClaims,
): boolean => definitions?.some((definition) => claims(definition, claim)) === true;

/** How the host may start a process by a definition; undefined where it never does. */
export const startedBy = (plan: DefinitionPlan): StartedBy | undefined => handlerOf(plan.kind)?.startedBy?.(plan);

/** How what comes for a definition says which conversation it belongs to. */
export const correlationOf = (plan: DefinitionPlan): MessageCorrelation | undefined => handlerOf(plan.kind)?.correlation?.(plan);

/** Compiles an event's definitions; those that can't be are problems. */
export function compileDefinitions(node: FlowNode, compiling: Compiling): { readonly definitions?: readonly DefinitionPlan[] } {
  const definitions = node.eventDefinitions.flatMap((definition) => compileDefinition(node, definition, compiling) ?? []);
  return definitions.length === 0 ? {} : { definitions };
}

/** Compiles one definition; undefined where a problem says why not. */
const compileDefinition = (node: FlowNode, definition: EventDefinitionNode, compiling: Compiling): DefinitionPlan | undefined =>
  handlerOf(definition.kind)?.compile(node, definition, compiling);

/** Compiles a definition that the runs of a multi-instance activity throw: one whose thrower waits for something, the whole of them can't. */
export function compileThrownByRuns(
  node: FlowNode,
  definition: EventDefinitionNode,
  compiling: Compiling,
): DefinitionPlan | undefined {
  if (claims(definition, 'compensates') || claims(definition, 'cancels'))
    compiling.refuse(node, `${definition.kind} thrown by its runs`, 'loop.behavior');
  return compileDefinition(node, definition, compiling);
}

/** Throws one definition. */
export const throwOne: ThrowOne = (run, token, element, plan, variables) =>
  handlerOf(plan.kind)?.throws?.(run, token, element, plan, variables) ?? 'thrown';

/** Waits for every definition of an event; false leaves an incident, and nothing of it waits. */
export function arm(run: Run, holder: Token, element: ProgramElement, retry: Retry): boolean {
  for (const [definition, plan] of (element.plan.definitions ?? []).entries()) {
    if (handlerOf(plan.kind)?.arm?.(run, { holder, element, definition }, plan, retry) !== false) continue;
    disarm(run, holder.id, { element: element.index });
    return false;
  }
  return true;
}

interface Wait {
  readonly tokenId: string;
  readonly element: number;
}

/**
 * A definition happened: has its event? A parallel multiple one happens once nothing of it is waited for; until then what came
 * with one is taken in, into the scope that is given.
 */
export function happened(
  run: Run,
  { holder, element, definition }: Waiting,
  came?: { readonly scopeId: string; readonly variables: JsonObject | undefined },
): boolean {
  if (!element.plan.isParallelMultiple) return true;
  disarm(run, holder.id, { element: element.index, definition });
  const { timers, subscriptions, conditions, questions } = run.draft;
  const waits = [timers, subscriptions, conditions, questions].flatMap((list) => [...having<Wait>(list, 'token', holder.id)]);
  if (!waits.some((wait) => wait.element === element.index)) return true;
  if (came?.variables) run.setVariables(came.scopeId, came.variables, { elementId: element.id });
  return false;
}

/** Something came from outside for one definition of an event. */
export function caught(run: Run, element: ProgramElement, { definition, variables = {} }: Occurrence): void {
  const plan = element.plan.definitions?.[definition];
  if (plan) handlerOf(plan.kind)?.onCaught?.(run, element, plan, variables);
}

/** Throws the definitions of an event, in order from one on, each with what its data inputs and input mappings give. */
export function throwAll(run: Run, token: Token, element: ProgramElement, from = 0): Thrown {
  const variables = contentOf(run, token, element);
  for (const plan of element.plan.definitions?.slice(from) ?? []) {
    const thrown = throwOne(run, token, element, plan, variables);
    if (thrown !== 'thrown') return thrown;
  }
  return 'thrown';
}

/** The host answered what arming a definition had asked; the question names its place first. */
export function answered(run: Run, question: OpenQuestion, holder: Token, element: ProgramElement, answer: Answer): void {
  const definition = Number.parseInt(question.about, 10);
  const plan = element.plan.definitions?.[definition];
  if (plan) handlerOf(plan.kind)?.onAnswer?.(run, { holder, element, definition }, plan, question, answer);
}

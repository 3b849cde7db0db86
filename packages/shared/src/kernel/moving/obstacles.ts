/** What stands in the way of a case that is to go on by another program; the same for a dry run and for the move itself. */
import type { Json } from '../../base/index.ts';
import { checkpointsBefore, handlerOf, handlers } from '../elements/index.ts';
import type { MigrationPlan } from '../input.ts';
import type { NoLanding } from '../parts/landing.ts';
import { Run } from '../parts/run.ts';
import type { Program, ProgramElement } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { State, Token } from '../state.ts';
import { Crossing } from './crossing.ts';
import { crowding } from './crowding.ts';
import { endsWithAnother, landingOf, standsOf } from './landings.ts';
import { choiceText, plainText } from './plain.ts';
import { choicesBefore, leadsBy } from './ways-within.ts';

/**
 * `needs-mapping`: `not-mapped`, `choice-not-taken`, `return-not-mapped`. `check-owed`: `checkpoint-owed`. All others are `blocked`:
 * `kind-differs`, `loop-differs`, `scope-differs`, `checkpoint-differs`, `not-a-place`, `join-half-arrived`, `join-out-of-reach`, `join-changed`, `runs-twice`,
 * `called-case-running`, `instance-suspended`, `compensation-lost`, `being-compensated`, `inside-multi-instance`, `question-open`.
 */
export interface Obstacle {
  readonly kind: 'needs-mapping' | 'check-owed' | 'blocked';
  readonly code: string;
  /** In the version that the case is in. */
  readonly elementId: string;
  /** Where it would go. */
  readonly to?: string;
  readonly params?: Readonly<Record<string, Json>>;
}

/** How two elements differ so that a token of one can't stay what it is at the other. */
export function misfitOf(before: ProgramElement, after: ProgramElement): string | undefined {
  if (before.kind !== after.kind || before.variant !== after.variant) return 'kind-differs';
  const [one, other] = [before.plan.loop, after.plan.loop];
  const isSame = one?.kind === other?.kind && one?.isSequential === other?.isSequential;
  return isSame ? undefined : 'loop-differs';
}

/** A review that is under way answers for its own checkpoint alone: another one reads its rules from the start. */
export const isOtherCheckpoint = (before: ProgramElement, after: ProgramElement): boolean =>
  before.plan.checkpoint !== undefined && after.plan.checkpoint !== undefined && before.id !== after.id;

/** Why a token can't be put before an element; undefined where it can. */
export function noPlace(program: Program, element: ProgramElement): 'not-a-place' | undefined {
  const handler = handlerOf(element);
  const isAttached = program.elements.some(({ boundaries = [] }) => boundaries.includes(element.index));
  const isJoin = handler?.waitsForAll && element.incoming.length > 1;
  const begins = handler?.begins || handler?.beginsByEvent || element.plan.forCompensation;
  return isAttached || isJoin || begins ? 'not-a-place' : undefined;
}

/**
 * Answers what stands in the way, by element of the version before; nothing where the case can go on.
 *
 * Cost: grows with the tokens of the case, and with the programs once.
 */
export function obstaclesOf(from: Program, to: Program, state: State, plan: MigrationPlan): readonly Obstacle[] {
  return findObstacles(new Crossing(from, to, plan), state);
}

export function findObstacles(crossing: Crossing, state: State): readonly Obstacle[] {
  const about = { at: state.at };
  const run = new Run(crossing.from, state, about, handlers);
  const other = new Run(crossing.to, state, about, handlers);
  const found: Obstacle[] = [];
  const [first] = state.tokens;
  if (state.status === 'suspended' && first) found.push(blocked('instance-suspended', crossing.before(first.element)));
  for (const token of state.tokens)
    if (!endsWithAnother(run, crossing, token)) found.push(...ofToken(run, other, crossing, token));
  for (const { element } of state.questions) found.push(blocked('question-open', crossing.before(element)));
  for (const { element } of state.completions ?? []) if (isLost(crossing, element)) found.push(lost(crossing, element));
  found.push(...crowding(crossing, state, standsOf(run, crossing)));
  const seen = new Set<string>();
  return found.filter((obstacle) => {
    const text = JSON.stringify(obstacle);
    return !seen.has(text) && seen.add(text);
  });
}

const blocked = (code: string, { id }: ProgramElement, to?: ProgramElement): Obstacle => ({
  kind: 'blocked',
  code,
  elementId: id,
  ...(to ? { to: to.id } : {}),
});

function* ofToken(run: Run, other: Run, crossing: Crossing, token: Token): Generator<Obstacle> {
  const before = crossing.before(token.element);
  if (token.compensation !== undefined) {
    yield blocked('being-compensated', before);
    return;
  }
  const number = crossing.numberOf(token.element);
  if (number === undefined) {
    yield { kind: 'needs-mapping', code: 'not-mapped', elementId: before.id };
    return;
  }
  const after = crossing.after(number);
  const where = { elementId: before.id, to: after.id };
  if (crossing.isAnew(before)) {
    const reason = noAnew(run, crossing, token, after);
    if (reason !== undefined) yield blocked(reason, before, after);
  } else {
    const reason = noStay(run, crossing, token, before, after);
    if (reason !== undefined) yield blocked(reason, before, after);
    if (token.returnTo !== undefined && crossing.numberOf(token.returnTo) === undefined)
      yield { kind: 'needs-mapping', code: 'return-not-mapped', elementId: crossing.before(token.returnTo).id };
  }
  const flow = token.via === undefined || token.via < 0 ? undefined : crossing.flowOf(token.via);
  const owed = owedAt(other, crossing, after.index, flow);
  if (owed.length > 0) yield { kind: 'check-owed', code: 'checkpoint-owed', ...where, params: { checkpoints: owed } };
  const choice = crossing.isByHand(before) ? undefined : refusingChoice(run, crossing, token, after);
  if (choice) yield { kind: 'needs-mapping', code: 'choice-not-taken', ...where, params: { choice: choice.id } };
}

function noAnew(run: Run, crossing: Crossing, token: Token, after: ProgramElement): NoLanding | undefined {
  if (token.loopCounter !== undefined) return 'inside-multi-instance';
  const landing = landingOf(run, crossing, token, after);
  return typeof landing === 'string' ? landing : noPlace(crossing.to, after);
}

function noStay(run: Run, crossing: Crossing, token: Token, before: ProgramElement, after: ProgramElement): string | undefined {
  const misfit = misfitOf(before, after);
  if (misfit !== undefined) return misfit;
  if (crossing.numberOf(before.parent) !== after.parent) return 'scope-differs';
  if (isOtherCheckpoint(before, after)) return 'checkpoint-differs';
  if (token.via !== undefined && token.via >= 0) {
    const { arrive, join } = handlerOf(after) ?? {};
    const flow = crossing.flowOf(token.via);
    if ((arrive || join) && (flow === undefined || !after.incoming.includes(flow))) return 'join-half-arrived';
  }
  const isCalling = firstHaving(run.draft.calls, 'token', token.id) !== undefined;
  const isOther = plainText(crossing.from, before.plan.call) !== plainText(crossing.to, after.plan.call);
  return isCalling && isOther ? 'called-case-running' : undefined;
}

/** The checkpoints of the other program that the case would stand behind, and has not passed. */
function owedAt(other: Run, crossing: Crossing, element: number, via: number | undefined): readonly string[] {
  const { passed = [], passedBefore = [] } = other.draft;
  // What has come by a flow stands behind where that begins, too.
  const source = via === undefined ? undefined : crossing.to.flows[via]?.source;
  const around = source === undefined ? [] : [crossing.after(source), ...checkpointsBefore(other, source)];
  const before = [...new Set([...checkpointsBefore(other, element), ...around.filter(({ plan }) => plan.checkpoint)])];
  // Under its own id alone: what a plan calls the same may ask for less.
  return before.flatMap(({ id }) => (passed.includes(id) || passedBefore.includes(id) ? [] : [id]));
}

/** The choice before a place that is new or changed, and that the case's data takes elsewhere. */
function refusingChoice(run: Run, crossing: Crossing, token: Token, after: ProgramElement): ProgramElement | undefined {
  // What stands around it was entered with it: each is asked about for itself.
  return choicesBefore(crossing.to, after).find((choice) => {
    const was = crossing.from.elements.find(({ index }) => crossing.numberOf(index) === choice.index);
    if (was && choiceText(crossing.from, was) === choiceText(crossing.to, choice)) return false;
    const taken = takenBy(run, crossing, token, choice);
    return taken === undefined || !leadsBy(crossing.to, taken, after.index, choice.index);
  });
}

function takenBy(run: Run, { to }: Crossing, token: Token, { outgoing, defaultFlow }: ProgramElement): number | undefined {
  for (const index of outgoing) {
    const condition = index === defaultFlow ? undefined : to.flows[index]?.condition;
    if (index !== defaultFlow && !condition) return index;
    if (!condition) continue;
    const answer = run.evaluate(condition, token.scopeId);
    if (!answer.ok) return undefined;
    if (answer.value === true) return index;
  }
  return defaultFlow;
}

/** It was completed and can be undone: would the other program still undo it, by the same? */
function isLost(crossing: Crossing, element: number): boolean {
  const number = crossing.numberOf(element);
  if (number === undefined) return true;
  const [was, is] = [crossing.before(element).plan.compensation, crossing.after(number).plan.compensation];
  if (!is || !was) return true;
  const same = (one: number | undefined, two: number | undefined): boolean =>
    (one === undefined ? undefined : crossing.numberOf(one)) === two;
  return !(same(was.handler, is.handler) && same(was.eventStart, is.eventStart));
}

const lost = (crossing: Crossing, element: number): Obstacle => blocked('compensation-lost', crossing.before(element));

/** Funnel stages: their visits, and the rules at their borders. */
import type { JsonObject } from '../../base/index.ts';
import type { StageLeft } from '../event.ts';
import type { ProgramElement, StagePlan, StageRulePlan } from '../program.ts';
import { elementIndex } from '../queries/tables.ts';
import type { Scope, Token } from '../state.ts';
import { about } from './about.ts';
import { askDue } from './ask.ts';
import type { Run } from './run.ts';

/** A visit begins; how it was entered does not matter. */
export function enterStage(run: Run, token: Token, element: ProgramElement): void {
  const { stage } = element.plan;
  if (!stage) return;
  const { visits = {}, left } = run.draft.stages ?? {};
  const visit = (Object.hasOwn(visits, element.id) ? (visits[element.id] ?? 0) : 0) + 1;
  const order = stage.order === undefined ? {} : { order: stage.order };
  const from = left === undefined ? {} : { from: left };
  run.emit({ type: 'stageEntered', ...about(element), tokenId: token.id, visit, ...order, ...from });
  const before = left === undefined ? undefined : run.element(elementIndex(run.program, left)).plan.stage?.order;
  if (left !== undefined && before !== undefined && stage.order !== undefined && stage.order < before)
    run.emit({ type: 'stageMovedBack', ...about(element), from: left });
  askTarget(run, token, element, stage);
}

function askTarget(run: Run, token: Token, element: ProgramElement, { target, calendar }: StagePlan): void {
  if (target === undefined) return;
  const duration = targetText(run, token, target);
  if (duration === undefined) noTarget(run, token, element, 'its target is no duration such as P3D.');
  else
    askDue(run, { token, element, about: 'target' }, [
      { from: run.at, duration, ...(calendar === undefined ? {} : { calendar }) },
    ]);
}

function targetText(run: Run, token: Token, target: NonNullable<StagePlan['target']>): string | undefined {
  if (typeof target === 'string') return target;
  const answer = run.evaluate(target, run.scopeIdOf(token));
  return answer.ok && typeof answer.value === 'string' ? answer.value : undefined;
}

/** The host said when the target time ends. */
export function setTarget(
  run: Run,
  token: Token,
  element: ProgramElement,
  targetAt: number | null | undefined,
  note?: string,
): void {
  const { stage } = element.plan;
  const visit = run.ownScope(token.id)?.visit;
  const target = stage?.target === undefined ? undefined : targetText(run, token, stage.target);
  if (visit === undefined || target === undefined) return;
  if (typeof targetAt !== 'number') {
    noTarget(run, token, element, note ?? 'no moment was answered.');
    return;
  }
  const calendar = stage?.calendar === undefined ? {} : { calendar: stage.calendar };
  run.emit({ type: 'stageTargetSet', ...about(element), visit, targetAt, target, ...calendar });
}

/** A target is no limit: the case goes on, and the incident only says so. */
function noTarget(run: Run, token: Token, element: ProgramElement, why: string): void {
  const message = `When the target time of ${element.name ?? element.id} ends can't be said: ${why}`;
  run.emit({
    type: 'incidentRaised',
    ...about(element),
    incidentId: `i${run.nextSeq}`,
    tokenId: token.id,
    code: 'due-not-known',
    message,
  });
}

/** The visit ends; nothing where it ended before. */
export function leaveStage(run: Run, token: Token, element: ProgramElement, how: StageLeft['how'], lossReason?: string): void {
  const visit = run.ownScope(token.id)?.visit;
  if (visit === undefined) return;
  const reason = lossReason === undefined ? {} : { lossReason };
  run.emit({ type: 'stageLeft', ...about(element), tokenId: token.id, visit, how, ...reason });
}

/** Every open visit ends: the case is won, lost or cancelled from wherever it stands. */
export function leaveStages(run: Run, how: StageLeft['how'], lossReason?: string): void {
  for (const { token, element } of openStages(run).toReversed()) leaveStage(run, token, element, how, lossReason);
}

function openStages(run: Run): readonly { readonly token: Token; readonly element: ProgramElement }[] {
  return run.draft.scopes.flatMap((scope: Scope) => {
    const token = scope.visit === undefined ? undefined : run.token(scope.tokenId);
    return token ? [{ token, element: run.element(token.element) }] : [];
  });
}

/** The loss reasons that may be given now: those of the open stages, else of any; nothing where the process lists none. */
export function lossReasons(run: Run): readonly string[] {
  const open = openStages(run).flatMap(({ element }) => element.plan.stage?.lossReasons ?? []);
  return open.length > 0 ? open : run.program.elements.flatMap(({ plan }) => plan.stage?.lossReasons ?? []);
}

/** What a rule at a border says no to. */
interface Broken {
  readonly message: string;
  readonly details: { readonly params: JsonObject; readonly reads: readonly string[] };
}

/** May the case enter? Where not, the command is refused, or the token waits before the stage. */
export function mayEnter(run: Run, token: Token, element: ProgramElement): boolean {
  const { stage } = element.plan;
  const broken = stage && readRules(run, token.scopeId, stage.entry, []);
  if (!broken) return true;
  const message = `The case can't enter ${element.name ?? element.id}: ${broken.message}`;
  run.refuse(token, 'stage-entry-refused', message, 'arrive', broken.details);
  return false;
}

/** May the case leave the stage? `waiting` stays with the incident where not: the stage, or a won end inside of it. */
export function mayLeave(run: Run, stageToken: Token, waiting = stageToken, retry: 'complete' | 'work' = 'complete'): boolean {
  const element = run.element(stageToken.element);
  const { stage } = element.plan;
  const broken = stage && readRules(run, run.scopeIdOf(stageToken), stage.exit, stage.required);
  if (!broken) return true;
  const message = `The case can't leave ${element.name ?? element.id}: ${broken.message}`;
  run.refuse(waiting, 'stage-exit-refused', message, retry, broken.details);
  return false;
}

/** A won end leaves the stages around it the normal way. */
export function mayWin(run: Run, token: Token): boolean {
  for (let at: Token | undefined = token; at; at = run.ownerOf(at.scopeId))
    if (run.ownScope(at.id)?.visit !== undefined && !mayLeave(run, at, token, 'work')) return false;
  return true;
}

function readRules(run: Run, scopeId: string, rules: readonly StageRulePlan[], required: readonly string[]): Broken | undefined {
  const missing = required.filter((name) => isEmpty(run.variable(name, scopeId)));
  const failed = rules.filter(({ condition }) => {
    const answer = run.evaluate(condition, scopeId);
    return !answer.ok || answer.value !== true;
  });
  if (missing.length + failed.length === 0) return undefined;
  const messages = failed.map(({ id, message }) => message ?? `its rule "${id}" is not true.`);
  if (missing.length > 0) messages.push(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`);
  return {
    message: messages.join(' '),
    details: {
      params: { rules: failed.map(({ id }) => id), missing },
      reads: [...new Set([...missing, ...failed.flatMap(({ condition }) => condition.reads)])],
    },
  };
}

const isEmpty = (value: JsonObject[string] | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The first that a case does in the other program: it waits for what that waits for, and goes on where it can. */
import { about } from '../parts/about.ts';
import { place, readInputs } from '../parts/enter.ts';
import { isInterrupted } from '../parts/event-sub-processes.ts';
import { openDown } from '../parts/jump.ts';
import type { Run } from '../parts/run.ts';
import { tasksOf } from '../parts/task.ts';
import { startTiming } from '../parts/timing.ts';
import type { ProgramElement } from '../program.ts';
import { firstHaving, having } from '../queries/lookup.ts';
import { caseToken, type Token } from '../state.ts';
import type { Crossing } from './crossing.ts';
import { awaitedAt, hasScope, holdersOf } from './holders.ts';
import type { Handover } from './leaving.ts';

export function arriveIn(run: Run, crossing: Crossing, handover: Handover): void {
  for (const holder of holdersOf(run)) {
    if (holder !== caseToken) knowLocals(run, holder, run.element(holder.element), handover);
    if (run.rejection) return;
    arm(run, crossing, handover, holder);
  }
  for (const token of holdersOf(run)) {
    const before = handover.was.get(token.id)?.element;
    const element = token === caseToken ? undefined : run.element(token.element);
    if (!before || !element || !run.token(token.id) || run.ownScope(token.id)?.loop) continue;
    run.handler(element).onMigrated?.(run, token, element, before);
  }
  for (const [tokenId, from] of handover.datesAgain) date(run, tokenId, from);
  for (const { target, landing, requestedBy } of handover.begins) {
    const scopeId = openDown(run, landing.inside, landing.scopeId, requestedBy);
    place(run, target, scopeId, requestedBy);
  }
  lookAgain(run);
}

/** Local variables that the element has here: all of them, or those that are new to it. */
function knowLocals(run: Run, token: Token, element: ProgramElement, { was }: Handover): void {
  const scope = run.ownScope(token.id);
  const before = was.get(token.id)?.element;
  if (scope?.loop || !before || !hasScope(element, token)) return;
  const isSame =
    JSON.stringify([before.plan.inputs, before.plan.data]) === JSON.stringify([element.plan.inputs, element.plan.data]);
  if (scope && isSame) return;
  const inputs = readInputs(run, token.scopeId, element, {});
  if (!inputs.ok) {
    run.refuse(token, inputs.code, `${inputs.message} The case stays on its version until it has that.`, 'work');
    return;
  }
  if (!scope) {
    const where = { ...about(element), tokenId: token.id };
    run.emit({ type: 'scopeOpened', ...where, scopeId: `s${run.nextSeq}`, variables: inputs.locals });
    return;
  }
  const fresh = Object.entries(inputs.locals).filter(([name]) => !Object.hasOwn(scope.variables, name));
  if (fresh.length > 0)
    run.emit({ type: 'variablesSet', scopeId: scope.id, variables: Object.fromEntries(fresh), elementId: element.id });
}

/** Events that are new here, and those that are waited for in another way. One that is over already stays so. */
function arm(run: Run, crossing: Crossing, { armsAgain, was }: Handover, holder: Token): void {
  const known = new Set(was.get(holder.id)?.awaited.map(crossing.numberOf));
  const again = armsAgain.get(holder.id);
  const element = holder === caseToken ? undefined : run.element(holder.element);
  if (having(run.draft.incidents, 'token', holder.id).some(({ retry }) => retry === 'begin')) return;
  const starts = element ? element.plan.eventStarts : run.program.eventStarts;
  const isOver = starts !== undefined && isInterrupted(run, run.scopeIdOf(holder));
  for (const index of awaitedAt(run, run.program, holder, element)) {
    if (known.has(index) && again?.has(index) !== true) continue;
    if (isOver && starts?.includes(index)) continue;
    const event = run.element(index);
    run.from = again?.get(index) ?? run.at;
    run.handler(event).arm?.(run, holder, event, index === holder.element ? 'work' : 'arm');
    run.from = run.at;
  }
}

/** Counts a limit from a moment on, for the tasks that are open. */
function date(run: Run, tokenId: string, from: number): void {
  const token = run.token(tokenId);
  if (!token || tasksOf(run, token).length === 0 || tasksOf(run, token).some(({ dueAt }) => dueAt !== undefined)) return;
  run.from = from;
  startTiming(run, token, run.element(token.element));
  run.from = run.at;
}

/** What waits for others may have all of them now, or has fewer to wait for. */
function lookAgain(run: Run): void {
  for (const { id, via, scopeId } of run.draft.tokens) {
    if (via === undefined || via < 0 || firstHaving(run.draft.incidents, 'token', id)) continue;
    run.unsettled?.add(scopeId);
    if (!run.moves.some(({ tokenId }) => tokenId === id)) run.moves.push({ tokenId: id, phase: 'arrive' });
  }
}

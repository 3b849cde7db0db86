/** The last that a case does in the program before: what has no place in the other one ends. */
import { about } from '../parts/about.ts';
import { endEmptied, type Landing } from '../parts/landing.ts';
import type { Run } from '../parts/run.ts';
import { disarm, terminate } from '../parts/terminate.ts';
import type { ProgramElement } from '../program.ts';
import { having } from '../queries/lookup.ts';
import { caseToken, type Token } from '../state.ts';
import type { Crossing } from './crossing.ts';
import { armedBy, awaitedAt, hasScope, holdersOf } from './holders.ts';
import { endsWithAnother, landingOf } from './landings.ts';
import { plainText } from './plain.ts';

/** What is to begin on the other side, in place of what ended here. */
export interface Handover {
  readonly begins: readonly { readonly target: number; readonly landing: Landing; readonly requestedBy: string | undefined }[];
  /** Events that were waited for and are to be again, by who holds them: when each began. */
  readonly armsAgain: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Tokens whose limit is to be dated anew, from when on. */
  readonly datesAgain: ReadonlyMap<string, number>;
  /** Where each token stood, and what it waited for there. */
  readonly was: ReadonlyMap<string, { readonly element: ProgramElement | undefined; readonly awaited: readonly number[] }>;
}

export function leaveProgram(run: Run, crossing: Crossing, since: { readonly [localId: string]: number }): Handover {
  const begins = endAnew(run, crossing);
  const armsAgain = new Map<string, Map<number, number>>();
  const datesAgain = new Map<string, number>();
  const was = new Map<string, { element: ProgramElement | undefined; awaited: readonly number[] }>();
  for (const holder of holdersOf(run)) {
    const element = holder === caseToken ? undefined : crossing.before(holder.element);
    was.set(holder.id, { element, awaited: awaitedAt(run, crossing.from, holder, element) });
    armsAgain.set(holder.id, withdraw(run, crossing, holder, since));
    if (element) undate(run, crossing, holder, element, since, datesAgain);
  }
  for (const token of run.draft.tokens) closeScope(run, crossing, token);
  for (const { id: incidentId, element, tokenId } of run.draft.incidents) {
    const number = crossing.numberOf(element);
    const holder = tokenId === undefined ? undefined : run.token(tokenId);
    const isKept = number !== undefined && (!holder || isAbout(run, crossing, holder, element, number));
    if (!isKept)
      run.emit({
        type: 'incidentResolved',
        ...about(run.element(element)),
        incidentId,
        reason: 'the other version has no such element',
      });
  }
  return { begins, armsAgain, datesAgain, was };
}

/** Is an element of an incident still the token's, or waited for by it? */
function isAbout(run: Run, crossing: Crossing, holder: Token, element: number, number: number): boolean {
  if (holder.element === element) return true;
  const after = holder === caseToken ? undefined : crossing.numberOf(holder.element);
  return awaitedAt(run, crossing.to, holder, after === undefined ? undefined : crossing.after(after)).includes(number);
}

/** Tokens that begin anew end here; several that go to one place go as one. */
function endAnew(run: Run, crossing: Crossing): Handover['begins'] {
  const leaving = run.draft.tokens.flatMap((token) => {
    const isMeant = crossing.isAnew(run.element(token.element)) && !endsWithAnother(run, crossing, token);
    const target = isMeant ? crossing.numberOf(token.element) : undefined;
    const landing = target === undefined ? undefined : landingOf(run, crossing, token, crossing.after(target));
    return target === undefined || landing === undefined || typeof landing === 'string' ? [] : [{ token, target, landing }];
  });
  const kept = new Set(leaving.map(({ landing }) => landing.scopeId));
  const begins: Handover['begins'][number][] = [];
  for (const { token, target, landing } of leaving) {
    terminate(run, token, 'migrated');
    endEmptied(run, token.scopeId, 'migrated', kept);
    const isThere = begins.some((other) => other.target === target && other.landing.scopeId === landing.scopeId);
    if (!isThere) begins.push({ target, landing, requestedBy: token.requestedBy });
  }
  return begins;
}

/** Ends what is not waited for by the other program, or in another way; answers what it waits for again. */
function withdraw(
  run: Run,
  crossing: Crossing,
  holder: Token,
  since: { readonly [localId: string]: number },
): Map<number, number> {
  const again = new Map<number, number>();
  const place = holder === caseToken ? undefined : crossing.numberOf(holder.element);
  const wanted = new Set(awaitedAt(run, crossing.to, holder, place === undefined ? undefined : crossing.after(place)));
  for (const element of armedBy(run, holder)) {
    const number = crossing.numberOf(element);
    const isWanted = number !== undefined && wanted.has(number);
    if (isWanted && staysArmed(crossing, crossing.before(element), crossing.after(number))) continue;
    const began = having(run.draft.timers, 'token', holder.id).find((timer) => timer.element === element);
    const choice = crossing.timerOf(crossing.before(element));
    const from = choice === 'redate' && began ? (began.cycle?.armedAt ?? since[began.id] ?? run.at) : run.at;
    disarm(run, holder.id, { element });
    if (isWanted) again.set(number, from);
  }
  return again;
}

/** The same is waited for; of timers the plan says whether they keep their moment. */
export function staysArmed(crossing: Crossing, before: ProgramElement, after: ProgramElement): boolean {
  const [one, other] = [before.plan.definitions ?? [], after.plan.definitions ?? []];
  if (one.length !== other.length || before.plan.isParallelMultiple !== after.plan.isParallelMultiple) return false;
  return one.every((definition, index) => {
    const counterpart = other[index];
    if (definition.kind !== counterpart?.kind) return false;
    if ('timer' in definition) return crossing.timerOf(before) === 'keep';
    return plainText(crossing.from, definition) === plainText(crossing.to, counterpart);
  });
}

/** Takes a limit away that the other program does not have, or counts anew. */
function undate(
  run: Run,
  crossing: Crossing,
  token: Token,
  element: ProgramElement,
  since: { readonly [localId: string]: number },
  datesAgain: Map<string, number>,
): void {
  const number = crossing.numberOf(token.element);
  const timing = number === undefined ? undefined : crossing.after(number).plan.timing;
  const choice = crossing.timerOf(element);
  if (!element.plan.timing) {
    if (timing) datesAgain.set(token.id, run.at);
    return;
  }
  if (timing && choice === 'keep') return;
  const limits = having(run.draft.timers, 'token', token.id).filter(({ purpose }) => purpose !== 'event');
  const [first] = [...limits.filter(({ purpose }) => purpose === 'limit'), ...having(run.draft.tasks, 'token', token.id)];
  for (const { id: timerId } of limits) run.emit({ type: 'timerCancelled', ...about(element), timerId });
  if (timing) datesAgain.set(token.id, choice === 'redate' && first ? (since[first.id] ?? run.at) : run.at);
}

function closeScope(run: Run, crossing: Crossing, token: Token): void {
  const scope = run.ownScope(token.id);
  const number = crossing.numberOf(token.element);
  if (!scope || scope.loop || number === undefined || hasScope(crossing.after(number), token)) return;
  run.emit({ type: 'scopeClosed', ...about(crossing.before(token.element)), tokenId: token.id, scopeId: scope.id });
}

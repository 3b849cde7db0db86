/** A proposal of which element of one version is which of another, and what that means for each. */
import {
  Crossing,
  isOtherCheckpoint,
  type MigrationPlan,
  misfitOf,
  type Program,
  type ProgramElement,
  settingsText,
  staysArmed,
} from '../kernel/index.ts';
import { guessNames } from './guess.ts';

/**
 * `unchanged`: nothing about it differs. `changed`: it is the same, with other settings. `guess`: another id, but the same name and
 * kind among the same neighbours. `by-hand`: a person said so. `none`: it has no place. `new`: nothing was there before.
 */
export type Match = 'unchanged' | 'changed' | 'guess' | 'by-hand' | 'none' | 'new';

/** What moving a case does to what stands at the element, or waits for it, in codes. */
export interface ElementPlan {
  /** In the version before; absent where it is new. */
  readonly from?: string;
  /** In the version after; absent where it has no place. */
  readonly to?: string;
  readonly match: Match;
  /**
   * Why a token can't stay what it is there: `kind-differs`, `loop-differs`, `scope-differs`, `checkpoint-differs`, `not-mapped`. Of events: `armed-anew`,
   * `withdrawn`. Of time limits: `limit-new`, `limit-gone`, `limit-differs`. Of work: `job-differs`, `approvers-differ`,
   * `rules-differ`, `call-differs`.
   */
  readonly reasons: readonly string[];
}

export interface ProposedPlan {
  readonly plan: MigrationPlan;
  readonly elements: readonly ElementPlan[];
}

/**
 * Proposes a plan: what has the same id and kind is the same; what was renamed is guessed and marked so.
 *
 * Shape: `given` overrides the proposal element by element, null takes a place away; `plan` is what `migrate` takes.
 */
export function planMigration(
  from: Program,
  to: Program,
  given: {
    readonly mapping?: { readonly [elementId: string]: string | null };
    readonly timers?: MigrationPlan['timers'];
    readonly anew?: readonly string[];
  } = {},
): ProposedPlan {
  const mapping: Record<string, string> = {};
  const after = new Map(to.elements.map((element) => [element.id, element]));
  for (const element of from.elements) {
    const same = after.get(element.id);
    if (same && misfitOf(element, same) === undefined) mapping[element.id] = same.id;
  }
  const guessed = guessNames(from, to, mapping);
  Object.assign(mapping, guessed);
  const byHand = Object.entries(given.mapping ?? {});
  for (const [id, target] of byHand)
    if (target === null) delete mapping[id];
    else mapping[id] = target;
  const hand = byHand.flatMap(([id, target]) => (target === null ? [] : [id]));
  const plan: MigrationPlan = {
    mapping,
    ...(given.timers ? { timers: given.timers } : {}),
    ...(given.anew && given.anew.length > 0 ? { anew: given.anew } : {}),
    ...(hand.length > 0 ? { byHand: hand } : {}),
  };
  return { plan, elements: elementsOf(from, to, plan, new Set(Object.keys(guessed))) };
}

/** Says for a plan what becomes of each element of either version. */
export function elementsOf(
  from: Program,
  to: Program,
  plan: MigrationPlan,
  guessed: ReadonlySet<string>,
): readonly ElementPlan[] {
  const crossing = new Crossing(from, to, plan);
  const reached = new Set<string>();
  const before = from.elements.map((element): ElementPlan => {
    const number = crossing.numberOf(element.index);
    if (number === undefined) return { from: element.id, match: 'none', reasons: goneOf(from, element) };
    const target = crossing.after(number);
    reached.add(target.id);
    const reasons = reasonsOf(crossing, element, target);
    const isSame = settingsText(from, element) === settingsText(to, target);
    const match = crossing.isByHand(element)
      ? 'by-hand'
      : guessed.has(element.id)
        ? 'guess'
        : isSame && reasons.length === 0
          ? 'unchanged'
          : 'changed';
    return { from: element.id, to: target.id, match, reasons };
  });
  const fresh = to.elements.flatMap((element): ElementPlan[] =>
    reached.has(element.id) ? [] : [{ to: element.id, match: 'new', reasons: isAwaited(to, element) ? ['armed-anew'] : [] }],
  );
  return [...before, ...fresh];
}

function goneOf(program: Program, element: ProgramElement): readonly string[] {
  return isAwaited(program, element) ? ['not-mapped', 'withdrawn'] : ['not-mapped'];
}

/** A border's event, or the start of an event sub-process: something waits for it while a token stands elsewhere. */
function isAwaited({ elements, eventStarts = [] }: Program, { index }: ProgramElement): boolean {
  if (eventStarts.includes(index)) return true;
  return elements.some(({ boundaries = [], plan }) => boundaries.includes(index) || plan.eventStarts?.includes(index) === true);
}

function reasonsOf(crossing: Crossing, before: ProgramElement, after: ProgramElement): readonly string[] {
  const misfit = misfitOf(before, after);
  if (misfit !== undefined) return [misfit];
  const [one, other] = [before.plan, after.plan];
  const differ = (left: unknown, right: unknown): boolean => JSON.stringify(left ?? null) !== JSON.stringify(right ?? null);
  const limit = !one.timing && other.timing ? 'limit-new' : one.timing && !other.timing ? 'limit-gone' : 'limit-differs';
  const rule = ({ approvers, mode, quorum, order, nobody, separateFrom, samePerson }: NonNullable<typeof one.approval>) => [
    approvers,
    mode,
    quorum,
    order,
    nobody,
    separateFrom,
    samePerson,
  ];
  return [
    ...(crossing.numberOf(before.parent) === after.parent ? [] : ['scope-differs']),
    ...(isOtherCheckpoint(before, after) ? ['checkpoint-differs'] : []),
    ...(staysArmed(crossing, before, after) ? [] : ['armed-anew']),
    ...(differ(one.timing, other.timing) ? [limit] : []),
    ...(differ(one.job, other.job) ? ['job-differs'] : []),
    ...(one.approval && other.approval && differ(rule(one.approval), rule(other.approval)) ? ['approvers-differ'] : []),
    ...(differ(one.checkpoint?.rules, other.checkpoint?.rules) ? ['rules-differ'] : []),
    ...(differ(one.call, other.call) ? ['call-differs'] : []),
  ];
}

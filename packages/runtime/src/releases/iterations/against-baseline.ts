/** The second stage of evidence: the year before, or what somebody typed. */
import { type Comparison, figureKinds, type Measured, type Saying, type StageOfEvidence } from '@fortnight/shared/contract';
import { type Asked, differenceOfSeen, keyOf, none, saidOf, seenIn, tells, treatmentOf, yearBefore } from './asked.ts';
import { beforeOf } from './before.ts';
import { measuredOf } from './figures.ts';
import { compared, type Figure, say } from './sayings.ts';
import { treated } from './shipped.ts';
import type { GivenBaselineRow } from './tables.ts';

/** A trend before the change is looked for in so many days before it. */
const recentDays = 60;

/** The same process in the twelve months before, or what somebody typed or imported until these are there. */
export async function againstBaseline(asked: Asked): Promise<StageOfEvidence> {
  const { figures, targets, shippedDay, row } = asked;
  if (treated(asked.shipping).length === 0) return none('baseline', asked, [say('nothingShipped')]);
  const before: Saying[] = [];
  const comparisons = await Promise.all(
    figures.map(async (figure): Promise<Comparison[]> => {
      const treatment = await seenIn(asked, figure, treatmentOf(asked, figure));
      const typed = targets.find((target) => keyOf(target) === keyOf(figure))?.baseline ?? null;
      if (typed !== null) {
        before.push(say('typedBaseline', { value: typed }, figure));
        const against = { cases: 0, running: 0, estimate: typed, low: typed, high: typed };
        return [tells(asked, { ...compared(figure, measuredOf(treatment), against), againstOrigin: 'typed' })];
      }
      const { origin: againstOrigin, measured: against, seen, given } = await beforeOf(asked, figure);
      if (given) {
        before.push(...saidOfGiven(given, figure));
        const interval = seen && differenceOfSeen(treatment, seen);
        return [tells(asked, { ...compared(figure, measuredOf(treatment), against, interval), againstOrigin })];
      }
      if (against.estimate === null) {
        before.push(say('noBaseline', { cases: against.cases }, figure));
        return [];
      }
      const recent = measuredOf(await seenIn(asked, figure, yearBefore(asked, figure, recentDays)));
      if (isOutside(against, recent))
        before.push(say('changedBefore', { before: against.estimate, after: recent.estimate, days: recentDays }, figure));
      return [tells(asked, compared(figure, measuredOf(treatment), against, seen && differenceOfSeen(treatment, seen)))];
    }),
  );
  const told = comparisons.flat();
  const { canSay, cannotSay } = saidOf(told);
  const year = await asked.cases(yearBefore(asked, { figure: 'cycleTime', elementId: null }));
  const treatment = await asked.cases(treatmentOf(asked, { figure: 'cycleTime', elementId: null }));
  const started = (days: readonly { readonly started: number }[]) => days.reduce((sum, day) => sum + day.started, 0);
  const days = year.filter((day) => day.started > 0).map(({ day }) => day);
  return {
    stage: 'baseline',
    isThere: told.length > 0,
    treatmentVersions: [...treated(asked.shipping)],
    againstVersions: [...new Set(year.map(({ version }) => version))].sort((a, b) => a - b),
    treatmentCases: started(treatment),
    againstCases: started(year),
    from: days.length === 0 ? null : new Date(Math.min(...days) * 86_400_000).toISOString(),
    to: days.length === 0 ? null : new Date(Math.min(shippedDay * 86_400_000, Date.parse(row.endsAt))).toISOString(),
    benchmark: null,
    comparisons: told,
    canSay,
    cannotSay: [...before, ...cannotSay],
  };
}

/** That it was not measured here, and by whom it was; how sure it is can be told of shares with a sample size alone. */
function saidOfGiven({ origin, value, cases, source, from, to }: GivenBaselineRow, figure: Figure): readonly Saying[] {
  const code = origin === 'imported' ? 'importedBaseline' : 'givenBaseline';
  const isSure = cases !== null && figureKinds[figure.figure].unit === 'share';
  return [
    say(code, { value, source, fromOn: from, toOn: to }, figure),
    ...(isSure ? [] : [say('baselineWithoutSample', {}, figure)]),
  ];
}

/** Whether the year's estimate lies outside of what the last weeks before the change allow. */
const isOutside = ({ estimate }: Measured, { low, high, estimate: recent }: Measured): boolean =>
  estimate !== null && recent !== null && ((high !== null && estimate > high) || (low !== null && estimate < low));

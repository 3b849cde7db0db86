/** The third stage of evidence: what the industry does, as a pack says. */
import type { Comparison, Saying, StageOfEvidence } from '@fortnight/shared/contract';
import { type Asked, none, nothingYet, seenIn, tells, treatmentOf } from './asked.ts';
import { beforeOf } from './before.ts';
import { measuredOf } from './figures.ts';
import { packs } from './packs.ts';
import { benchmarkSentence, type Figure, relativeTo, say } from './sayings.ts';
import { treated } from './shipped.ts';

/** What the industry does, as a pack says; its figures come without a sample size. */
export async function againstIndustry(asked: Asked): Promise<StageOfEvidence> {
  const { settings, figures } = asked;
  const pack = packs.find(({ id }) => id === settings.benchmark);
  if (!pack) return none('industry', asked, nothingYet(asked, say('noBenchmark')));
  const wanted = pack.figures.filter(({ figure }) => figures.some((each) => each.figure === figure && each.elementId === null));
  const canSay: Saying[] = [];
  const cannotSay: Saying[] = [];
  const comparisons = await Promise.all(
    wanted.map(async ({ figure: id, kind, value, sampleSize }): Promise<Comparison[]> => {
      if (id === null) return [];
      const figure: Figure = { figure: id, elementId: null };
      const treatment = measuredOf(await seenIn(asked, figure, treatmentOf(asked, figure)));
      const { measured: year, origin: againstOrigin } = await beforeOf(asked, figure);
      const comparison = tells(asked, { ...relativeTo(figure, treatment, year, { kind, value }), againstOrigin });
      const isSettled = comparison.standing === 'better' || comparison.standing === 'worse';
      (isSettled ? canSay : cannotSay).push(benchmarkSentence(comparison, kind));
      if (sampleSize === null) cannotSay.push(say('benchmarkWithoutSample', {}, figure));
      return [comparison];
    }),
  );
  return {
    ...none('industry', asked, treated(asked.shipping).length === 0 ? [say('nothingShipped')] : cannotSay),
    isThere: wanted.length > 0,
    benchmark: pack.id,
    comparisons: comparisons.flat(),
    treatmentCases: Math.max(0, ...comparisons.flat().map(({ treatment }) => treatment.cases)),
    canSay,
  };
}

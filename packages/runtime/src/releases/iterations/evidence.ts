/** What the figures say of an iteration: against its control group, the year before, the industry. */
import type { Evidence, Measured } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { againstBaseline } from './against-baseline.ts';
import { againstControl } from './against-control.ts';
import { againstIndustry } from './against-industry.ts';
import { ask, seenIn, treatmentOf } from './asked.ts';
import { baselinesOf } from './baselines.ts';
import { fewest, measuredOf } from './figures.ts';
import { readableIteration } from './rows.ts';
import { openingOf, sampleOf } from './sample.ts';
import { readShipping, treated } from './shipped.ts';
import { targetOf } from './targets.ts';

/** Reads what the figures say, as they stand now. */
export async function getEvidence(context: ReleasesContext, by: Principal, id: string): Promise<Evidence> {
  const { row } = await readableIteration(context, by, id);
  const shipping = await readShipping(context, row);
  const asked = await ask(context, row, shipping);
  const [sample, baselines, control, baseline, industry] = await Promise.all([
    sampleOf(context, row, shipping),
    baselinesOf(asked),
    againstControl(asked),
    againstBaseline(asked),
    againstIndustry(asked),
  ]);
  const targets = await Promise.all(
    asked.targets.map(async (target): Promise<Evidence['targets'][number]> => {
      const now = measuredOf(await seenIn(asked, target, treatmentOf(asked, target)));
      const told = targetOf(target, baselines);
      return { ...told, now, remark: remarkOf(now, told) };
    }),
  );
  return {
    at: context.instant(),
    iterationId: id,
    targets,
    sample,
    opening: openingOf(context, row, sample),
    stages: [control, baseline, industry],
    pooled: asked.figures.flatMap(({ figure, elementId }) => {
      const versions = asked.pooled.find((each) => each.elementId === elementId)?.versions ?? [];
      return elementId === null || versions.length <= treated(shipping).length
        ? []
        : [{ figure, elementId, versions: [...versions] }];
    }),
  };
}

type Target = Evidence['targets'][number];

/** Where a figure stands between its baseline and its target. */
function remarkOf(
  { cases, estimate, low, high }: Measured,
  { better, target, baseline }: Omit<Target, 'now' | 'remark'>,
): Target['remark'] {
  if (estimate === null || cases < fewest) return 'tooFew';
  const sign = better === 'lower' ? -1 : 1;
  // As if higher were better.
  const [worst, best] = better === 'lower' ? [high, low] : [low, high];
  const atLeast = (value: number | null, than: number): boolean => value !== null && sign * (value - than) >= 0;
  const atMost = (value: number | null, than: number): boolean => value !== null && sign * (value - than) <= 0;
  if (baseline.value === target) return atLeast(worst, target) ? 'kept' : atMost(best, target) ? 'surelyWorse' : 'looksSame';
  if (atLeast(worst, target)) return 'reached';
  if (baseline.value === null) return 'tooFew';
  const past = baseline.value + sign * 1e-9;
  if (atLeast(worst, past)) return 'surelyBetter';
  if (atMost(best, baseline.value - sign * 1e-9)) return 'surelyWorse';
  return estimate === baseline.value ? 'looksSame' : atLeast(estimate, baseline.value) ? 'looksBetter' : 'looksWorse';
}

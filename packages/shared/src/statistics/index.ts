/** What may be concluded from counts that are looked at again and again, and how long running cases take. */
export { bucketOf, bucketSpan } from './buckets.ts';
export { type Arms, differenceOf, evidenceOfHarm } from './difference.ts';
export { type Interval, proportionOf, type Tally } from './proportion.ts';
export { rateOf } from './rate.ts';
export { sampleRatio } from './sample-ratio.ts';
export { partOfAlpha } from './spending.ts';
export { bandOf, medianOf, type Observed, type SurvivalStep, survivalCurve, type TimeInterval, timeUntil } from './survival.ts';

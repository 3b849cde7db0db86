/** What may be concluded from counts that are looked at again and again, and how long running cases take. */
export { type Arms, differenceOf, evidenceOfHarm } from './difference.ts';
export { type Interval, proportionOf, type Tally } from './proportion.ts';
export { sampleRatio } from './sample-ratio.ts';
export { type Observed, type SurvivalStep, survivalCurve, timeUntil } from './survival.ts';

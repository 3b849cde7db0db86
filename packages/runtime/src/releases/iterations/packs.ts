/** Benchmarks by industry, as the plan behind the product names them: levels, and changes against one’s own baseline. */
import type { BenchmarkPack } from '@fortnight/shared/contract';

type Figures = BenchmarkPack['figures'];
const change = (figure: Figures[number]['figure'], name: string, value: number): Figures[number] => ({
  figure,
  name,
  kind: 'change',
  value,
  sampleSize: null,
});
const level = (figure: Figures[number]['figure'], name: string, value: number): Figures[number] => ({
  ...change(figure, name, value),
  kind: 'level',
});

const hourMs = 3_600_000;

/** None of them comes with a sample size, so how sure they are cannot be said. */
export const packs: readonly BenchmarkPack[] = [
  {
    id: 'scorecard-2026',
    industry: 'scorecard',
    year: 2026,
    figures: [
      change('cycleTime', 'cycleTime', -0.25),
      level('automation', 'automation', 0.6),
      level('compliance', 'compliance', 0.9),
      change(null, 'stepsRemoved', -0.3),
      level(null, 'netPromoter', 50),
      level(null, 'rampUpMonths', 1.5),
    ],
  },
  {
    id: 'manufacturing-2026',
    industry: 'manufacturing',
    year: 2026,
    figures: [
      change('cycleTime', 'cycleTime', -0.4),
      level('onTime', 'onTime', 0.85),
      change(null, 'orderEfficiency', 0.65),
      level(null, 'satisfaction', 0.92),
      level(null, 'complaintMs', 48 * hourMs),
    ],
  },
  {
    id: 'banking-2026',
    industry: 'banking',
    year: 2026,
    figures: [
      level('compliance', 'compliance', 0.96),
      change('lost', 'lost', -0.18),
      change(null, 'crossSell', 0.35),
      change(null, 'assets', 0.25),
    ],
  },
  {
    id: 'saas-2026',
    industry: 'saas',
    year: 2026,
    figures: [
      level('conversion', 'conversion', 0.18),
      change(null, 'acquisitionCost', -0.37),
      change(null, 'lifetimeValue', 0.48),
      level(null, 'monthlyChurn', 0.03),
    ],
  },
  {
    id: 'service-2026',
    industry: 'service',
    year: 2026,
    figures: [
      level('timeLimits', 'timelyResponse', 0.98),
      level('conversion', 'crossSell', 0.25),
      level(null, 'renewal', 0.92),
      level(null, 'netPromoter', 35),
    ],
  },
];

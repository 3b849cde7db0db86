import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Examined } from './examine.ts';
import { examineAll } from './examine-all.ts';
import { foreignModels, hasForeignModels, howToGetForeignModels } from './foreign-corpus.ts';

if (!hasForeignModels) it.skip(howToGetForeignModels, () => {});

/** Where the figures are written, when somebody wants them. */
const report = process.env.FORTNIGHT_FOREIGN_REPORT;
const lines: string[] = [];

describe.skipIf(!hasForeignModels)('the models of another engine', () => {
  it.for(foreignModels())(
    'are each read, written back and judged, or refused by element: $vendor',
    { timeout: 3_600_000 },
    async ({ vendor, paths }) => {
      const results = await examineAll(paths);
      lines.push(figuresOf(vendor, [...results.values()]));
      const faults = [...results].flatMap(([path, examined]) => examined.faults.map((fault) => `${path} ${fault}`));
      expect(faults).toEqual([]);
    },
  );

  afterAll(() => {
    if (report) writeFileSync(report, lines.join('\n'));
  });
});

/** How many fare how, and the most frequent reasons for a refusal: in how many files, and in how many it stands alone. */
function figuresOf(vendor: string, all: readonly Examined[]): string {
  const count = (is: (examined: Examined) => boolean) => all.filter(is).length;
  const reasons = [...new Set(all.flatMap(({ refusals }) => refusals))].map((reason) => ({
    reason,
    files: count(({ refusals }) => refusals.includes(reason)),
    alone: count(({ refusals }) => refusals.length === 1 && refusals[0] === reason),
  }));
  return [
    `${vendor}: ${all.length} files, ${count(({ isRead }) => isRead)} read, ${count(({ isKept }) => isKept)} written as read, ${count(({ compiles }) => compiles)} compile`,
    ...reasons
      .toSorted((a, b) => b.files - a.files)
      .slice(0, 30)
      .map(({ reason, files, alone }) => `  ${files} (alone ${alone}) ${reason}`),
  ].join('\n');
}

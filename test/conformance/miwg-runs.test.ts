import { readFileSync } from 'node:fs';
import { compile } from '@fortnight/shared/kernel';
import { type Model, type ProcessNode, readXml, walkNodes } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';
import { playThrough } from '../support/play-through.ts';
import { filesIn, hasCorpus, howToGet } from './miwg-corpus.ts';
import { type Outcome, outcomes } from './miwg-outcomes.ts';

if (!hasCorpus) it.skip(howToGet, () => {});

/** The series whose models are processes and no collections of symbols. */
const models = filesIn('reference').filter(({ name }) => name.startsWith('C.'));
const seeds = [1, 2, 3, 4, 5];

describe.skipIf(!hasCorpus)('a process of an interchange reference model', () => {
  it.for(models)('runs to its end, or is refused by element: $name', async ({ name, path }) => {
    const { model } = await readXml(readFileSync(path, 'utf8'));
    const found = Object.fromEntries(model.processes.map((process) => [process.name ?? process.id, outcomeOf(model, process)]));
    expect(found).toEqual(outcomes[name]);
  });
});

/** What becomes of a process, whether its file marks it as executable or not. */
function outcomeOf(model: Model, process: ProcessNode): Outcome {
  const compiled = compile(model, { processId: process.id });
  if (compiled.ok) return [...new Set(seeds.map((seed) => playThrough(compiled.value, seed)))].sort().join(', ');
  const names = new Map([...walkNodes(process)].map(({ node }) => [node.id, node.name]));
  const reasons = Map.groupBy(compiled.problems, ({ code, params }) =>
    code === 'element-not-supported' ? `${params?.what}` : code,
  );
  return Object.fromEntries(
    [...reasons].map(([reason, problems]) => [
      reason,
      problems.map(({ elementId = '' }) => (names.get(elementId) ?? elementId).replace(/\s+/g, ' ')).sort(),
    ]),
  );
}

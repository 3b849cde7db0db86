import { readFileSync } from 'node:fs';
import { compile, type Program } from '@fortnight/shared/kernel';
import { asContainer, type Model, type ProcessNode, readXml, walkNodes } from '@fortnight/shared/model';
import type { PlayOptions } from '@fortnight/shared/simulation';
import { saidOnce, validate } from '@fortnight/shared/validation';
import { beforeAll, describe, expect, it } from 'vitest';
import { playThrough } from '../support/play-through.ts';
import { filesIn, hasCorpus, howToGet } from './miwg-corpus.ts';
import { type Outcome, outcomes } from './miwg-outcomes.ts';

if (!hasCorpus) it.skip(howToGet, () => {});

/** The series whose models are processes and no collections of symbols. */
const models = filesIn('reference').filter(({ name }) => name.startsWith('C.'));
const seeds = [1, 2, 3, 4, 5];

/** What the series' processes may call: one another. */
const programs = new Map<string, Program>();
const programOf: PlayOptions['programOf'] = ({ calledElement }) => programs.get(calledElement);

beforeAll(async () => {
  for (const { path } of models) {
    const { model } = await readXml(readFileSync(path, 'utf8'));
    for (const { id } of model.processes) {
      const compiled = compile(model, { processId: id });
      if (compiled.ok) programs.set(id, compiled.value);
    }
  }
});

describe.skipIf(!hasCorpus)('a process of an interchange reference model', () => {
  it.for(models)('runs to its end, or is refused by element: $name', async ({ name, path }) => {
    const { model } = await readXml(readFileSync(path, 'utf8'));
    const found = Object.fromEntries(model.processes.map((process) => [process.name ?? process.id, outcomeOf(model, process)]));
    expect(found).toEqual(outcomes[name]);
  });
});

/** What becomes of a process when it is deployed and started, whether its file marks it as executable or not. */
function outcomeOf(model: Model, process: ProcessNode): Outcome {
  const compiled = compile(model, { processId: process.id });
  const found = validate({ ...model, processes: [{ ...process, isExecutable: true }] });
  const problems = saidOnce(found, compiled.ok ? [] : compiled.problems).filter(({ severity }) => severity === 'error');
  if (compiled.ok && problems.length === 0)
    return [...new Set(seeds.map((seed) => playThrough(compiled.value, seed, programOf)))].sort().join(', ');
  const names = namesIn(process);
  const reasons = Map.groupBy(problems, ({ code, params }) => (code === 'element-not-supported' ? `${params?.what}` : code));
  return Object.fromEntries(
    [...reasons].map(([reason, each]) => [
      reason,
      each.map(({ elementId = '' }) => (names.get(elementId) ?? elementId).replace(/\s+/g, ' ')).sort(),
    ]),
  );
}

/** Of its nodes and flows; a flow is known by where it leaves from. */
function namesIn(process: ProcessNode): ReadonlyMap<string, string> {
  const containers = [process, ...[...walkNodes(process)].flatMap(({ node }) => asContainer(node) ?? [])];
  const nodes = new Map(containers.flatMap(({ nodes: each }) => each).map(({ id, name }) => [id, name ?? id]));
  const flows = containers.flatMap((container) => container.flows);
  return new Map([...nodes, ...flows.map(({ id, name, sourceId }) => [id, `${nodes.get(sourceId)} > ${name ?? id}`] as const)]);
}

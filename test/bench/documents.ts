/** P1 and P2: a deployment, whose document is read in a thread, against the same reading done here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRuntime, hostPrincipal } from '@fortnight/runtime';
import { compile } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { validate } from '@fortnight/shared/validation';
import type { Row } from './report.ts';

const folder = join(import.meta.dirname, '../../examples/8-six-stage-funnel');
const example = readFileSync(join(folder, 'six-stage-funnel.bpmn'), 'utf8');
const forms = readdirSync(join(folder, 'forms')).map((name) => ({
  name,
  content: readFileSync(join(folder, 'forms', name), 'utf8'),
}));
const warm = 10;
const rounds = 50;

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function readHere(xml: string): Promise<void> {
  const { model } = await readXml(xml);
  validate(model);
  compile(model);
}

export async function measureDocuments(): Promise<Row[]> {
  const runtime = await createRuntime({ database: 'memory:' });
  const deployed: number[] = [];
  const read: number[] = [];
  // Each deployment has another name, so that each makes a version.
  for (let round = 0; round < warm + rounds; round += 1) {
    const content = example.replace(/(<(?:\w+:)?process [^>]*name=")/, `$1${round} `);
    const files = [{ name: 'funnel.bpmn', content }, ...forms];
    deployed.push(await msOf(() => runtime.deploy(hostPrincipal, { files })));
    read.push(await msOf(() => readHere(content)));
  }
  await runtime.close();
  const anchor = median(read.slice(warm));
  const row = { unit: 'ms', anchor: 'the document read, validated and compiled here' };
  const [first = 0] = deployed;
  const further = median(deployed.slice(warm));
  return [
    { ...row, id: 'P1', what: 'a deployment', value: further, ratio: further / anchor },
    { ...row, id: 'P2', what: 'the first deployment, with the start of its thread', value: first, ratio: first / anchor },
  ];
}

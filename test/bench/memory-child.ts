/** Holds cases that wait and says what they weigh: `memory-child.ts ours|bpmn-engine COUNT`, with `--expose-gc`. */
import { compile, start } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { sequenceOfTen } from './models.ts';
import { waitInBpmnEngine } from './peers/bpmn-engine.ts';

const [, , subject, said] = process.argv;
const count = Number(said);
const xml = sequenceOfTen();

const collect = (): number => {
  for (let time = 0; time < 4; time += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

async function hold(): Promise<(cases: number) => Promise<readonly unknown[]>> {
  if (subject === 'bpmn-engine') return (cases) => waitInBpmnEngine(xml, cases);
  const { model } = await readXml(xml);
  const compiled = compile(model);
  if (!compiled.ok) throw new Error('the model does not compile');
  return async (cases) =>
    Array.from({ length: cases }, (_, index) => {
      const started = start(compiled.value, { type: 'start', at: index, by: { userId: 'u1' }, variables: { amount: index } });
      if (!started.ok) throw new Error('the case does not start');
      return started.state;
    }).filter(({ tasks }) => tasks.length === 1);
}

const holding = await hold();
await holding(10);
const before = collect();
const held = await holding(count);
const bytes = collect() - before;
console.log(JSON.stringify({ bytes, waiting: held.length }));
process.exit(0);

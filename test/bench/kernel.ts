/** K1 to K3: the kernel in memory against bpmn-engine resident and the yardstick, in signals per second of processor time. */
import assert from 'node:assert/strict';
import { compile, type Program, type State, start, step } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { type LimitProgram, limitSignal, limitStart } from './limit/kernel.ts';
import { sized } from './mode.ts';
import { fiveInParallel, sequenceOfTen } from './models.ts';
import { runBpmnEngine } from './peers/bpmn-engine.ts';
import type { Row } from './report.ts';

const somebody = { userId: 'u1' };

async function programOf(xml: string): Promise<Program> {
  const { model, problems } = await readXml(xml);
  assert.deepEqual(problems, []);
  const compiled = compile(model);
  assert(compiled.ok, compiled.ok ? undefined : compiled.problems.map(({ message }) => message).join(' '));
  return compiled.value;
}

/** Completes every task until the end, `runs` times; with `serialised`, the state becomes text and back on each step. */
function runKernel(
  program: Program,
  runs: number,
  serialised: boolean,
): { signals: number; cpuMicros: number; finished: number } {
  let signals = 0;
  let finished = 0;
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) {
    const started = start(program, { type: 'start', at: 0, by: somebody });
    assert(started.ok);
    let state: State = started.state;
    for (let task = state.tasks[0]; task; task = state.tasks[0]) {
      if (serialised) state = JSON.parse(JSON.stringify(state));
      const next = step(program, state, { type: 'completeTask', at: 0, by: somebody, taskId: task.id });
      assert(next.ok);
      state = next.state;
      signals += 1;
    }
    if (state.status === 'completed') finished += 1;
  }
  const used = process.cpuUsage(before);
  return { signals, cpuMicros: used.user + used.system, finished };
}

/** The flow nodes of a program for the yardstick, from its model: what leads where. */
async function limitOf(xml: string): Promise<LimitProgram> {
  const { model } = await readXml(xml);
  const { nodes = [], flows = [] } = model?.processes[0] ?? {};
  const numberOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const to = nodes.map(({ id }) =>
    flows.filter(({ sourceId }) => sourceId === id).map(({ targetId }) => numberOf.get(targetId) ?? -1),
  );
  return {
    isTask: nodes.map(({ kind }) => kind === 'userTask'),
    to,
    incoming: nodes.map(({ id }) => flows.filter(({ targetId }) => targetId === id).length),
  };
}

function runLimit(program: LimitProgram, runs: number): { signals: number; cpuMicros: number; finished: number } {
  let [signals, finished] = [0, 0];
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) {
    let state = limitStart(program);
    for (let task = state.waiting[0]; task !== undefined; task = state.waiting[0]) {
      state = limitSignal(program, state, task);
      signals += 1;
    }
    finished += 1;
  }
  const used = process.cpuUsage(before);
  return { signals, cpuMicros: used.user + used.system, finished };
}

const runs = sized({ quick: 5_000, usual: 20_000 });

const rate = ({ signals, cpuMicros }: { signals: number; cpuMicros: number }) => (signals / cpuMicros) * 1e6;

export async function measureKernel(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, xml] of [
    ['ten tasks in sequence', sequenceOfTen()],
    ['five tasks in parallel', fiveInParallel()],
  ] as const) {
    const program = await programOf(xml);
    runKernel(program, 2_000, false);
    await runBpmnEngine(xml, 20);
    const resident = runKernel(program, runs, false);
    const serialised = runKernel(program, runs / 2, true);
    const peer = await runBpmnEngine(xml, 200);
    const yardstick = await limitOf(xml);
    runLimit(yardstick, runs);
    const limit = runLimit(yardstick, runs * 20);
    assert.deepEqual(
      [resident.finished, serialised.finished, peer.finished, limit.finished],
      [runs, runs / 2, 200, runs * 20],
      'everybody finished all they began',
    );
    assert.equal(limit.signals / limit.finished, resident.signals / resident.finished, 'the yardstick takes the same steps');
    rows.push(
      {
        id: 'K1',
        what: `kernel in memory, ${name}`,
        value: rate(resident),
        unit: 'signals/CPU s',
        anchor: 'bpmn-engine resident',
        ratio: rate(resident) / rate(peer),
        floor: 200,
        goal: 1_000,
      },
      {
        id: 'K2',
        what: `kernel, state serialised each step, ${name}`,
        value: rate(serialised),
        unit: 'signals/CPU s',
        anchor: 'bpmn-engine resident',
        ratio: rate(serialised) / rate(peer),
        floor: 150,
        goal: 600,
      },
      {
        id: 'K3',
        what: `kernel in memory, ${name}`,
        value: rate(resident),
        unit: 'signals/CPU s',
        anchor: 'limit: a kernel of forty lines',
        ratio: rate(resident) / rate(limit),
        floor: 1 / 20,
        goal: 1 / 4,
      },
    );
  }
  return rows;
}

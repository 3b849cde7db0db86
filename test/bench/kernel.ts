/** K1 and K2: the kernel in memory against bpmn-engine resident, in signals per second of processor time. */
import assert from 'node:assert/strict';
import { compile, type Program, type State, start, step } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
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
    const resident = runKernel(program, 20_000, false);
    const serialised = runKernel(program, 10_000, true);
    const peer = await runBpmnEngine(xml, 200);
    assert.deepEqual(
      [resident.finished, serialised.finished, peer.finished],
      [20_000, 10_000, 200],
      'everybody finished all they began',
    );
    rows.push(
      {
        id: 'K1',
        what: `kernel in memory, ${name}`,
        value: rate(resident),
        unit: 'signals/CPU s',
        anchor: 'bpmn-engine resident',
        ratio: rate(resident) / rate(peer),
      },
      {
        id: 'K2',
        what: `kernel, state serialised each step, ${name}`,
        value: rate(serialised),
        unit: 'signals/CPU s',
        anchor: 'bpmn-engine resident',
        ratio: rate(serialised) / rate(peer),
      },
    );
  }
  return rows;
}

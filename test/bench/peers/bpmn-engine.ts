/** bpmn-engine, resident in memory: how many waiting tasks it completes in a second of processor time. */
import { EventEmitter } from 'node:events';
import { Engine } from 'bpmn-engine';

interface Waiting {
  signal(): void;
}

/** Runs the model to its end `runs` times; answers the signals that were sent and the processor time in µs. */
export async function runBpmnEngine(
  source: string,
  runs: number,
): Promise<{ signals: number; cpuMicros: number; finished: number }> {
  let signals = 0;
  let finished = 0;
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) {
    const listener = new EventEmitter();
    const waiting: Waiting[] = [];
    listener.on('activity.wait', (api: Waiting) => waiting.push(api));
    const engine = new Engine({ name: 'bench', source });
    engine.once('end', () => {
      finished += 1;
    });
    await engine.execute({ listener });
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      signals += 1;
      next.signal();
    }
  }
  const used = process.cpuUsage(before);
  return { signals, cpuMicros: used.user + used.system, finished };
}

/** Starts `count` cases that stay at their first task; answers them. */
export async function waitInBpmnEngine(source: string, count: number): Promise<readonly unknown[]> {
  const held: unknown[] = [];
  for (let index = 0; index < count; index += 1) {
    const listener = new EventEmitter();
    let waiting = 0;
    listener.on('activity.wait', () => {
      waiting += 1;
    });
    const engine = new Engine({ name: 'bench', source });
    const execution = await engine.execute({ listener, variables: { amount: index } });
    if (waiting === 1) held.push({ engine, execution });
  }
  return held;
}

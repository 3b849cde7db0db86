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

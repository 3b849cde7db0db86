/** K5: what a case that waits costs in memory, against bpmn-engine's. In processes of their own, which collect before they weigh. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Row } from './report.ts';

/** Bytes of heap a case. */
function weigh(subject: 'ours' | 'bpmn-engine', count: number): number {
  const child = join(import.meta.dirname, 'memory-child.ts');
  const words = ['--conditions=source', '--expose-gc', child, subject, String(count)];
  const answer: { bytes: number; waiting: number } = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
  if (answer.waiting !== count) throw new Error(`${subject}: expected ${count} cases that wait, found ${answer.waiting}`);
  return answer.bytes / count;
}

export async function measureMemory(): Promise<Row[]> {
  const [ours, peer] = [weigh('ours', 50_000), weigh('bpmn-engine', 100)];
  return [
    {
      id: 'K5',
      what: 'memory of a case that waits at one of ten tasks',
      value: ours,
      unit: 'bytes',
      anchor: 'bpmn-engine (how many times less)',
      ratio: peer / ours,
      floor: 100,
      goal: 500,
    },
  ];
}

/** S2: a server is killed while it works; from opening its database again to the first task completed. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from './in-folder.ts';
import { median } from './load.ts';
import { sized } from './mode.ts';
import type { Row } from './report.ts';
import { filled } from './waiting-cases.ts';

const cases = sized({ quick: 2_000, usual: 20_000, all: 100_000 });
const rounds = sized({ quick: 3, usual: 5 });
const child = join(import.meta.dirname, 'restart-child.ts');
const words = (mode: string, file: string): string[] => ['--conditions=source', child, mode, file];

/** Completes tasks in a process that is killed in the middle of it. */
async function killAtWork(file: string): Promise<void> {
  const worker = spawn(process.execPath, words('busy', file), { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(worker.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, 500));
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

interface First {
  readonly ms: number;
  readonly megabytes: number;
}

/** In a fresh process, on a copy of what the killed one left. */
function first(mode: 'ours' | 'raw', left: string, round: number): First {
  const file = `${left}-${mode}-${round}`;
  for (const suffix of ['', '-wal']) copyFileSync(`${left}${suffix}`, `${file}${suffix}`);
  return JSON.parse(execFileSync(process.execPath, words(mode, file), { encoding: 'utf8' }));
}

export const measureRestart = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const left = join(folder, 'left.db');
    const runtime = await filled(`sqlite:${left}`, cases);
    await runtime.close();
    await killAtWork(left);
    const taken = Array.from({ length: rounds }, (_, round) => ({
      ours: first('ours', left, round),
      raw: first('raw', left, round),
    }));
    const [ours, raw] = [median(taken.map((each) => each.ours.ms)), median(taken.map((each) => each.raw.ms))];
    const megabytes = median(taken.map((each) => each.ours.megabytes));
    const what = `killed at work, opened again, first task completed; ${cases.toLocaleString('en')} wait`;
    const rawMegabytes = median(taken.map((each) => each.raw.megabytes));
    return [
      {
        id: 'S2',
        what,
        value: ours,
        unit: 'ms',
        anchor: 'raw SQLite: open, read, commit',
        ratio: ours / raw,
        floor: 10,
        goal: 2,
      },
      {
        id: 'S2',
        what: 'resident memory by then',
        value: megabytes,
        unit: 'MB',
        anchor: 'raw SQLite',
        ratio: megabytes / rawMegabytes,
      },
    ];
  });

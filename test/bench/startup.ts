/** S2: from opening the database to the first task completed, with many open cases against one. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime, hostPrincipal } from '@fortnight/runtime';
import { endless } from './models.ts';
import type { Row } from './report.ts';

/** 100,000 with `--all`. */
const many = process.argv.includes('--all') ? 100_000 : 10_000;

async function fill(file: string, cases: number): Promise<void> {
  const runtime = await createRuntime({ database: `sqlite:${file}` });
  await runtime.deploy(hostPrincipal, { files: [{ name: 'bench.bpmn', content: endless() }] });
  for (let started = 0; started < cases; started += 500)
    await Promise.all(
      Array.from({ length: Math.min(500, cases - started) }, (_, index) =>
        runtime.startInstance(hostPrincipal, { processId: 'bench', variables: { amount: index } }),
      ),
    );
  await runtime.close();
}

/** Opens the database in a fresh process; answers milliseconds and megabytes. */
function open(file: string): { ms: number; megabytes: number } {
  const child = join(import.meta.dirname, 'startup-child.ts');
  return JSON.parse(execFileSync(process.execPath, ['--conditions=source', child, `sqlite:${file}`], { encoding: 'utf8' }));
}

export async function measureStartup(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fortnight-bench-'));
  const [few, full] = [join(folder, 'few.db'), join(folder, 'full.db')];
  await fill(few, 1);
  await fill(full, many);
  const runs = Array.from({ length: 5 }, () => [open(few), open(full)] as const);
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[2] ?? Number.NaN;
  const [one, all] = [median(runs.map(([each]) => each.ms)), median(runs.map(([, each]) => each.ms))];
  const megabytes = median(runs.map(([, each]) => each.megabytes));
  assert(all > 0);
  rmSync(folder, { recursive: true, force: true });
  const what = `open to first completed task, ${many.toLocaleString('en')} open cases (${Math.round(megabytes)} MB resident)`;
  return [{ id: 'S2', what, value: all, unit: 'ms', anchor: 'the same with one open case', ratio: all / one }];
}

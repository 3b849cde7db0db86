/** B2: from the command to the first answer, and the memory of a server that has nothing to do, against a bare one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from './in-folder.ts';
import { median } from './load.ts';
import { sized } from './mode.ts';
import type { Row } from './report.ts';

const rounds = sized({ quick: 3, usual: 5 });
const idleMs = 1_000;
const cli = join(import.meta.dirname, '../../packages/runtime/src/cli.ts');
const bare = join(import.meta.dirname, 'bare-server.ts');

interface Started {
  readonly ms: number;
  readonly megabytes: number;
}

/** Runs a server until it prints its address and answers there. */
async function startOnce(args: readonly string[]): Promise<Started> {
  const since = performance.now();
  const server = spawn(process.execPath, ['--conditions=source', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  server.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  let address: string | undefined;
  while (address === undefined) {
    await once(server.stdout, 'data');
    address = /ready (http:\S+)/.exec(printed)?.[1];
  }
  const { status } = await fetch(`${address}/health/live`);
  if (status !== 200) throw new Error(`expected 200 of ${address}, found ${status}`);
  const ms = performance.now() - since;
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
  server.kill('SIGTERM');
  await once(server, 'exit');
  return { ms, megabytes: Number(resident) / 1_000 };
}

export const measureStart = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const database = join(folder, 'a.db');
    const ours: Started[] = [];
    const others: Started[] = [];
    // The first of each makes its database; it is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      ours.push(
        await startOnce([
          '--disallow-code-generation-from-strings',
          cli,
          'serve',
          '--database',
          `sqlite:${database}`,
          '--data',
          folder,
          '--port',
          '0',
        ]),
      );
      others.push(await startOnce([bare, join(folder, 'bare.db')]));
    }
    const of = (all: readonly Started[], name: keyof Started): number => median(all.slice(1).map((each) => each[name]));
    const row = (what: string, name: keyof Started, unit: string, bounds: Pick<Row, 'floor' | 'goal'>): Row => ({
      id: 'B2',
      what,
      value: of(ours, name),
      unit,
      anchor: 'bare Hono and SQLite',
      ratio: of(ours, name) / of(others, name),
      ...bounds,
    });
    return [
      row('from the command to the first answer', 'ms', 'ms', { floor: 4, goal: 1.5 }),
      row('resident memory with nothing to do', 'megabytes', 'MB', {}),
    ];
  });

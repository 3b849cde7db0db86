/**
 * What `pnpm dev` runs: the server on demo data, restarted when its sources change, and the designer with hot reload
 * on http://localhost:5173. The data stands apart, under ./data/dev; delete the folder to begin again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const designer = join(root, 'packages/designer');
const data = join(root, 'data/dev');

const start = (args: readonly string[], cwd: string): ChildProcess => spawn(process.execPath, args, { cwd, stdio: 'inherit' });

const processes = [
  start(
    [
      '--watch',
      '--watch-preserve-output',
      '--conditions=source',
      '--disallow-code-generation-from-strings',
      join(root, 'packages/runtime/src/main.ts'),
      ...['serve', '--database', `sqlite:${join(data, 'fortnight.db')}`, '--data', data, '--port', '3014', '--demo'],
    ],
    root,
  ),
  start([join(designer, 'node_modules/vite/bin/vite.js')], designer),
];

const stop = () => {
  for (const each of processes) each.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
for (const each of processes)
  each.on('exit', (code) => {
    stop();
    process.exitCode ??= code ?? 0;
  });

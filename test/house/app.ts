/**
 * What `npm start` serves: designer and API on one port, from a SQLite file under ./data,
 * with the demo workspace on first run.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const designer = join(root, 'packages/designer');

console.log('▸ building the designer');
const build = spawnSync(process.execPath, [join(designer, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
  cwd: designer,
  stdio: 'inherit',
});
if (build.status !== 0) {
  console.error('The designer did not build; what went wrong stands above.');
  process.exit(1);
}

const data = process.env.FORTNIGHT_DATA ?? join(root, 'data');
const database = process.env.FORTNIGHT_DATABASE ?? `sqlite:${join(data, 'fortnight.db')}`;
console.log('▸ starting the server');
const server = spawn(
  process.execPath,
  [
    '--conditions=source',
    '--disallow-code-generation-from-strings',
    join(root, 'packages/runtime/src/main.ts'),
    'serve',
    '--database',
    database,
    '--data',
    data,
    '--port',
    process.env.PORT ?? '3014',
    '--demo',
  ],
  { cwd: root, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));

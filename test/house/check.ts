/**
 * Every check of the house, in the order in which a failure is cheapest to learn of.
 *
 * `pnpm check` runs all; `pnpm check types rooms` only those named.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installBrowser } from './install-browser.ts';

const root = join(import.meta.dirname, '../..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

/** Runs a program in the workspace and says whether it went well. */
function run(program: string, args: readonly string[], { cwd = root, env = process.env } = {}): boolean {
  return spawnSync(program, args, { cwd, env, stdio: 'inherit' }).status === 0;
}

/** What the databases and browsers of a whole run of the tests take at most, with room to spare. */
const memoryNeeded = 4 * 1024 ** 3;

/**
 * Where the tests keep their files: in memory where there is room, for a disk that is synced at every commit is most of what
 * they would wait for. A process that is killed loses nothing of it either; a power cut is not what they try.
 */
function testFolder(): string {
  const memory = '/dev/shm';
  const hasRoom = existsSync(memory) && statfsSync(memory).bavail * statfsSync(memory).bsize >= memoryNeeded;
  return mkdtempSync(join(hasRoom ? memory : tmpdir(), 'fortnight-check-'));
}

function runTests(): boolean {
  const folder = testFolder();
  const args = ['run', '--config', 'test/house/vitest.config.ts', '--reporter=default', '--reporter=json'];
  try {
    return run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args, `--outputFile.json=${vitestReport}`], {
      // Servers are started by the hundred: what was compiled once is not compiled again.
      env: { ...process.env, TMPDIR: folder, FORTNIGHT_TEST_DISK: tmpdir(), NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const typed = ['packages/shared', 'packages/runtime', 'packages/designer', 'test'];
const vitestReport = join(mkdtempSync(join(tmpdir(), 'fortnight-check-')), 'vitest.json');

const checks: Record<string, { what: string; passes: () => boolean }> = {
  types: { what: 'TypeScript, strict', passes: () => typed.map((project) => run(bin('tsc'), ['-p', project])).every(Boolean) },
  lint: { what: 'Biome: lint and format', passes: () => run(bin('biome'), ['ci', '--error-on-warnings', '.']) },
  rooms: {
    what: 'who may import whom',
    passes: () => run(bin('depcruise'), ['--config', 'test/house/rooms.cjs', '--output-type', 'err-long', 'packages']),
  },
  dead: { what: 'dead code and unused dependencies', passes: () => run(bin('knip'), ['--config', 'test/house/knip.json']) },
  build: {
    what: 'the designer builds',
    passes: () =>
      run(process.execPath, [join(root, 'packages/designer/node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
        cwd: join(root, 'packages/designer'),
      }),
  },
  browser: { what: 'a browser is here', passes: installBrowser },
  tests: {
    what: 'unit, property, scenario, HTTP, library and browser tests',
    passes: runTests,
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`);
  process.exit(2);
}

const failed: string[] = [];
for (const [name, check] of Object.entries(checks)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n▸ ${name}: ${check.what}`);
  const startedAt = Date.now();
  const passed = check.passes();
  console.log(`${passed ? '✔' : '✘'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (!passed) failed.push(name);
}

if (existsSync(vitestReport)) {
  const report = JSON.parse(readFileSync(vitestReport, 'utf8')) as Record<
    'numPassedTests' | 'numFailedTests' | 'numPendingTests',
    number
  >;
  console.log(`\n${report.numPassedTests} passed, ${report.numFailedTests} failed, ${report.numPendingTests} skipped`);
}
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}. Run one alone with: pnpm check ${failed[0]}`);
  process.exit(1);
}
console.log('\nEvery check passed.');

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** On disk: a memory file system may refuse to load the native part of what is installed. */
const project = mkdtempSync(join(process.env.FORTNIGHT_TEST_DISK ?? tmpdir(), 'fortnight-pack-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const run = (program: string, args: readonly string[], cwd: string): string => {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`);
  }
};

it('the packed packages install in an empty project, check strictly, and run the five-minute story', () => {
  for (const name of ['shared', 'runtime']) {
    const folder = join(root, 'packages', name);
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    run(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json'], folder);
    run('npx', ['--yes', 'pnpm@12.21.0', 'pack', '--pack-destination', project], folder);
  }
  const tarballs = readdirSync(project).filter((name) => name.endsWith('.tgz'));
  expect(tarballs).toHaveLength(2);
  cpSync(join(import.meta.dirname, 'five-minutes'), project, { recursive: true });
  run('npm', ['init', '--yes'], project);
  run('npm', ['pkg', 'set', 'type=module'], project);
  const others = ['typescript@7.0.2', '@types/node@24', 'hono@4', '@hono/node-server@2'];
  run(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs.map((name) => `./${name}`), ...others],
    project,
  );
  run('npx', ['tsc'], project);
  expect(JSON.parse(run(process.execPath, ['out/story.js'], project))).toEqual({ state: 'completed', crmId: 'C-1' });
}, 300_000);

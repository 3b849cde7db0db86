/**
 * `pnpm bench`: the table of figures as text, and as JSON under `test/bench/results`.
 *
 * `pnpm bench kernel shapes` runs these parts alone. `--quick` takes some 40 s, `--all` the large sizes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { measureDeploy } from './deploy.ts';
import { measureDocuments } from './documents.ts';
import { measureDurable } from './durable.ts';
import { measureImpact } from './impact.ts';
import { measureKernel } from './kernel.ts';
import { measureSteps } from './kernel-steps.ts';
import { measureManyWaiting } from './many-waiting.ts';
import { measureMemory } from './memory.ts';
import { measureMigration } from './migration.ts';
import { isAll, isQuick } from './mode.ts';
import { printTable, type Row } from './report.ts';
import { measureRestart } from './restart.ts';
import { measureShapes } from './shapes.ts';
import { measureStalls } from './stalls.ts';
import { measureStart } from './start.ts';
import { measureVerdict } from './verdict.ts';

interface Part {
  readonly measure: () => Promise<Row[]>;
  /** Runs with `--all`, or when it is asked for by its name. */
  readonly isLarge?: boolean;
}
const parts: Readonly<Record<string, Part>> = {
  kernel: { measure: measureKernel },
  steps: { measure: measureSteps },
  memory: { measure: measureMemory },
  deploy: { measure: measureDeploy },
  documents: { measure: measureDocuments },
  durable: { measure: measureDurable },
  shapes: { measure: measureShapes },
  restart: { measure: measureRestart },
  start: { measure: measureStart },
  verdict: { measure: measureVerdict, isLarge: true },
  waiting: { measure: measureManyWaiting, isLarge: true },
  stalls: { measure: measureStalls, isLarge: true },
  impact: { measure: measureImpact, isLarge: true },
  migration: { measure: measureMigration, isLarge: true },
};

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
const startedAt = new Date();
const rows: Row[] = [];
for (const [name, { measure, isLarge = false }] of Object.entries(parts)) {
  if (asked.length > 0 ? !asked.includes(name) : isLarge && !isAll) continue;
  console.error(`▸ ${name}`);
  rows.push(...(await measure()));
}
const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
printTable(rows);
console.error(`${seconds} s`);

const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
const run = {
  at: startedAt.toISOString(),
  seconds,
  size: isAll ? 'all' : isQuick ? 'quick' : 'usual',
  node: process.version,
  processors: cpus().length,
  rows,
};
const name = startedAt.toISOString().replace(/[:.]/g, '-');
for (const file of [`${name}.json`, 'latest.json']) writeFileSync(join(results, file), `${JSON.stringify(run, null, 2)}\n`);

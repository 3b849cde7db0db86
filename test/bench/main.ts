/**
 * `pnpm bench`: the table of figures as text, and as JSON under `test/bench/results`.
 *
 * `pnpm bench kernel` runs one part alone; `--all` takes the large sizes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureDocuments } from './documents.ts';
import { measureDurable } from './durable.ts';
import { measureKernel } from './kernel.ts';
import { printTable, type Row } from './report.ts';
import { measureStartup } from './startup.ts';

const parts: Record<string, () => Promise<Row[]>> = {
  kernel: measureKernel,
  durable: measureDurable,
  startup: measureStartup,
  documents: measureDocuments,
};

const asked = process.argv.slice(2).filter((word) => word !== '--all');
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.error(`▸ ${name}`);
  rows.push(...(await measure()));
}
printTable(rows);
const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'latest.json'), `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`);

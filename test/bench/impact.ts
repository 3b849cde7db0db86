/** What a version would mean for 10,000 running cases: what that costs, and how long others wait for a list meanwhile. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { hostPrincipal, type Runtime } from '@fortnight/runtime';
import { inFolder } from './in-folder.ts';
import { percentile } from './load.ts';
import { sized } from './mode.ts';
import { endless } from './models.ts';
import type { Row } from './report.ts';
import { adminKey, filled } from './waiting-cases.ts';

const cases = sized({ quick: 1_000, usual: 10_000, all: 10_000 });
const everyMs = 10;
const aloneMs = 2_000;

export const measureImpact = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const runtime = await filled(`sqlite:${folder}/bench.db`, cases);
    const content = endless().replace('<userTask id="work"/>', '<userTask id="work" name="Work"/>');
    await runtime.deploy(hostPrincipal, { files: [{ name: 'bench.bpmn', content }] });
    const alone = await listed(runtime, () => setTimeout(aloneMs));
    const before = process.cpuUsage();
    const meanwhile = await listed(runtime, () => examined(runtime));
    const { user, system } = process.cpuUsage(before);
    const lists = meanwhile.reduce((sum, ms) => sum + ms, 0);
    await runtime.close();
    const wait = (what: string, share: number): Row => ({
      id: 'R1',
      what: `${what} of a list, while the impact of a version is examined`,
      value: percentile(meanwhile, share),
      unit: 'ms',
      anchor: 'the same, with nothing else at work',
      ratio: percentile(meanwhile, share) / percentile(alone, share),
    });
    const perCase = (user + system) / 1_000 / cases;
    return [
      wait('median', 0.5),
      wait('p95', 0.95),
      wait('longest', 1),
      {
        id: 'R1',
        what: `one case examined, of ${cases.toLocaleString('en')}, lists among them`,
        value: perCase,
        unit: 'ms of processor time',
        anchor: 'a list of 20 cases',
        ratio: perCase / (lists / meanwhile.length),
      },
    ];
  });

async function examined(runtime: Runtime): Promise<void> {
  for (;;) {
    const { cases: ahead } = await runtime.impactOf(hostPrincipal, 'bench', 2);
    if (ahead.state === 'done') return assert.equal(ahead.examined, cases, 'every case is examined');
    await setTimeout(everyMs);
  }
}

/** How long lists take that are asked for one after another while something is at work. */
async function listed(runtime: Runtime, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  let isAtWork = true;
  const done = work().finally(() => {
    isAtWork = false;
  });
  const headers = { Authorization: `Bearer ${adminKey}` };
  while (isAtWork) {
    const began = performance.now();
    const { status } = await runtime.app.request('/api/v1/instances?limit=20', { headers });
    taken.push(performance.now() - began);
    assert.equal(status, 200);
    await setTimeout(everyMs);
  }
  await done;
  return taken.toSorted((one, other) => one - other);
}

/** Cases that wait at a task which comes again: what the durable steps are taken of. */
import assert from 'node:assert/strict';
import { createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import Database from 'better-sqlite3';
import { ratePerSecond } from './load.ts';
import { endless } from './models.ts';

export const inFlight = 64;
export const adminKey = 'bench-admin-key-0123456789abcdef0123';

/** A runtime with so many cases that wait. */
export async function filled(database: string, cases: number): Promise<Runtime> {
  const runtime = await createRuntime({ database, adminKey });
  await runtime.deploy(hostPrincipal, { files: [{ name: 'bench.bpmn', content: endless() }] });
  await fill(runtime, cases);
  return runtime;
}

/** Starts more. */
export async function fill(runtime: Runtime, cases: number): Promise<void> {
  let started = 0;
  await ratePerSecond(cases, inFlight * 4, async () => {
    started += 1;
    await runtime.startInstance(hostPrincipal, {
      processId: 'bench',
      variables: { amount: started, customer: `Customer ${started}` },
    });
  });
}

/** The open tasks of all cases; each lane has cases of its own, so that nobody loses a race. */
export class Lanes {
  private readonly lanes: string[][] = Array.from({ length: inFlight }, () => []);
  /** How far the id of a case's next task lies behind: the same for every case. */
  private stride = 0;
  /** Steps that were taken. */
  count = 0;

  static async of(runtime: Runtime, cases: number): Promise<Lanes> {
    const made = new Lanes();
    let next = 0;
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await runtime.listTasks(hostPrincipal, { state: 'open', limit: 200, ...(cursor ? { cursor } : {}) });
      for (const { id } of page.items) made.lanes[next++ % inFlight]?.push(id);
      cursor = page.nextCursor;
    }
    assert.equal(next, cases, 'every case waits at one task');
    await made.learn(runtime);
    return made;
  }

  private async learn(runtime: Runtime): Promise<void> {
    const [lane] = this.lanes;
    const first = lane?.[0] ?? '';
    await runtime.completeTask(hostPrincipal, first, {});
    this.count += 1;
    const [instanceId = '', local = ''] = first.split('~t');
    const { items } = await runtime.listTasks(hostPrincipal, { instanceId, state: 'open' });
    const next = items[0]?.id ?? '';
    if (lane) lane[0] = next;
    this.stride = Number(next.split('~t')[1]) - Number(local);
  }

  /** Completes a random task of a lane; the lane's next one is its successor. */
  by(complete: (taskId: string) => Promise<unknown>): (lane: number) => Promise<void> {
    return async (lane) => {
      const tasks = this.lanes[lane % inFlight] ?? [];
      const index = Math.floor(Math.random() * tasks.length);
      const taskId = tasks[index] ?? '';
      // Taken out meanwhile, for an open loop may come to this lane again.
      tasks[index] = tasks.at(-1) ?? '';
      tasks.pop();
      await complete(taskId);
      tasks.push(taskId.replace(/~t(\d+)$/, (_, seq: string) => `~t${Number(seq) + this.stride}`));
      this.count += 1;
    };
  }
}

/** Every step is on record, and every case waits at one task as before. */
export function assertAllTaken(file: string, cases: number, steps: number): void {
  const database = new Database(file, { readonly: true });
  const count = (sql: string) => database.prepare(sql).pluck().get();
  assert.equal(count("SELECT count(*) FROM tasks WHERE state = 'open'"), cases, 'every case waits at one task again');
  assert.equal(count("SELECT count(*) FROM tasks WHERE state = 'completed'"), steps, 'every step is on record');
  assert.equal(count("SELECT count(*) FROM journal WHERE kind = 'events'"), cases + steps, 'every step is in the history');
  database.close();
}

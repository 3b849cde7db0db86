/**
 * Random processes on the real runtime, on a database file, and crashes between any two commits: whatever the lists say agrees
 * with the journal, and so does what opens after the crash.
 *
 * A few runs with every test run; `FORTNIGHT_CRASHES=2000 npx pnpm@12.21.0 test:one run --project test crashes` for many, and
 * `FORTNIGHT_CRASH_SEED` for those of one seed.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime, type Runtime } from '@fortnight/runtime';
import { type Event, type Input, type Program, replay } from '@fortnight/shared/kernel';
import type { Command } from '@fortnight/shared/simulation';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { roots as blockRoots, blocks, bodyOf } from '../support/blocks.ts';
import { roots } from '../support/events.ts';
import { freeProcesses } from '../support/free-process.ts';
import { host } from '../support/hosts/principals.ts';
import type { Standing } from '../support/hosts/run.ts';
import { checkLists, historyOf } from '../support/hosts/runtime-answers.ts';
import type { RuntimeHost } from '../support/hosts/runtime-host.ts';
import { sayTo } from '../support/hosts/say.ts';
import { programOf, xmlOf } from '../support/process.ts';
import { disturbances, hour, possible } from '../support/schedule.ts';

const many = process.env.FORTNIGHT_CRASHES;
/** The same ones where none are asked for, so that a change of ours alone can turn it red. */
const seed = process.env.FORTNIGHT_CRASH_SEED ?? (many === undefined ? 20261201 : undefined);
const settings = { numRuns: Number(many ?? 6), endOnFailure: true, ...(seed === undefined ? {} : { seed: Number(seed) }) };
const folder = mkdtempSync(join(tmpdir(), 'fortnight-crashes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const anyProcess = fc.oneof(
  freeProcesses.map((body) => xmlOf(body, '', roots)),
  blocks.map((block) => xmlOf(bodyOf(block), '', blockRoots)),
);
const choices = fc.array(fc.nat(99_999), { minLength: 5, maxLength: 25 });
/** Past it, a loop that forks would fill the time with lists. */
const mostTokens = 60;

class Crashing {
  readonly failures: unknown[] = [];
  private readonly clock = {
    at: hour,
    now: () => this.clock.at,
    moveTo: (at: number) => {
      this.clock.at = at;
    },
  };
  private readonly abandoned: Runtime[] = [];
  private home: string;
  private copies = 0;
  private opened: Runtime | undefined;

  constructor(name: string) {
    this.home = join(folder, name, '0');
    mkdirSync(this.home, { recursive: true });
  }

  get runtime(): Runtime {
    if (!this.opened) throw new Error('expected a runtime that is open');
    return this.opened;
  }
  get file(): string {
    return join(this.home, 'cases.db');
  }
  now = (): number => this.clock.at;
  moveTo = (at: number): Promise<number> => this.runtime.advanceTo(at);

  async open(): Promise<void> {
    this.opened = await createRuntime({
      database: `sqlite:${this.file}`,
      clock: this.clock,
      log: (error) => this.failures.push(error),
    });
  }

  /** What is on the disk now is all that is left: the process that wrote it is never heard of again. */
  async crash(): Promise<void> {
    const left = join(this.home, '..', String(++this.copies));
    cpSync(this.home, left, { recursive: true, filter: (path) => !path.endsWith('-shm') && !path.endsWith('.lock') });
    this.abandoned.push(this.runtime);
    this.home = left;
    await this.open();
  }

  async close(): Promise<void> {
    for (const runtime of [...this.abandoned, this.runtime]) await runtime.close();
    rmSync(join(this.home, '..'), { recursive: true, force: true });
  }
}

/** What the database itself says that a case waits for. */
function rowsOf(file: string, instanceId: string): { readonly timers: unknown[]; readonly subscriptions: unknown[] } {
  const database = new Database(file, { readonly: true });
  const ids = (table: string): unknown[] =>
    database.prepare(`SELECT id FROM ${table} WHERE instanceId = ? ORDER BY id`).pluck().all(instanceId);
  const rows = { timers: ids('timers'), subscriptions: ids('subscriptions') };
  database.close();
  return rows;
}

let count = 0;

async function checkCrashes(xml: string, schedule: readonly number[]): Promise<number> {
  const program: Program = await programOf(xml);
  const on = new Crashing(String(count++));
  await on.open();
  try {
    return await play(on, program, xml, schedule);
  } finally {
    await on.close();
  }
}

async function play(on: Crashing, program: Program, xml: string, schedule: readonly number[]): Promise<number> {
  await on.runtime.deploy(host, { files: [{ name: 'p.bpmn', content: xml }] });
  const { id } = await on.runtime.startInstance(host, { processId: 'p', variables: { n: 3, ready: false } });
  let taken = 0;
  let before = await standingOf(on, program, id, 'after the start');
  for (const [index, choice] of schedule.entries()) {
    const { state } = before;
    if (!state || state.tokens.length > mostTokens) break;
    const inputs = choice % 4 === 0 ? disturbances(state, on.now()) : possible(state, on.now());
    const input = inputs[Math.floor(choice / 4) % Math.max(inputs.length, 1)];
    if (!input) break;
    if (await say(on, id, input, before)) taken += 1;
    if (choice % 3 === 0) await on.crash();
    before = await standingOf(on, program, id, `after ${index}: ${input.type}${choice % 3 === 0 ? ' and a crash' : ''}`);
  }
  expect(on.failures, 'what nobody foresaw').toEqual([]);
  expect((await on.runtime.verify()).ok, 'the chains of the history').toBe(true);
  return taken;
}

/** What the runtime answers by itself. */
const silent: ReadonlySet<Input['type']> = new Set([
  ...(['completeCall', 'failCall', 'refuseCall', 'escalateCall', 'answerDue', 'answerPeople'] as const),
]);

/** Says one input by the library's calls; what only a host says, it finds out by itself. */
async function say(on: Crashing, instanceId: string, input: Input, before: Standing): Promise<boolean> {
  if (input.type === 'triggerTimer') {
    await on.moveTo(Math.max(on.now(), input.at));
    return true;
  }
  if (silent.has(input.type) || ('at' in input && input.at < on.now())) return false;
  const { refused } = await sayTo(hostOf(on), { ...(input as Command), reason: 'chance' } as Command, { instanceId, before });
  await on.runtime.tick();
  return refused === undefined;
}

const hostOf = (on: Crashing): RuntimeHost => ({
  runtime: on.runtime,
  processId: 'p',
  run: { files: [], processId: 'p', knowledge: { directory: { users: [] }, calendars: [] }, startAt: hour, said: [] },
  names: new Map(),
  now: on.now,
  actsNext: () => {},
  leave: async () => {},
  assertNoFailure: () => {},
});

/** Replays the journal, and holds every list against what that gives. */
async function standingOf(on: Crashing, program: Program, instanceId: string, when: string): Promise<Standing> {
  const events = (await historyOf(hostOf(on), instanceId)) as Event[];
  const state = replay(program, events);
  // The lists answer by pages of 200; the play ends here.
  if (state.tokens.length > mostTokens) return { state, events, called: [] };
  const next = Math.min(...(state.status === 'active' ? state.timers.map(({ dueAt }) => dueAt) : []), Number.POSITIVE_INFINITY);
  // A message that could not be handed on is tried again in between.
  const found = (await on.runtime.nextDueAt()) ?? Number.POSITIVE_INFINITY;
  expect(found, `what is due next ${when}`).toBeLessThanOrEqual(next);
  await checkLists(hostOf(on), instanceId, { state, next: found, when });
  const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => `${instanceId}~${id}`).sort();
  expect(rowsOf(on.file, instanceId), `what waits ${when}`).toEqual({
    timers: idsOf(state.timers),
    subscriptions: idsOf(state.subscriptions),
  });
  return { state, events, called: [] };
}

it('agrees with its journal after every command and every crash', { timeout: 3_600_000 }, async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(anyProcess, choices, async (xml, schedule) => {
      taken += await checkCrashes(xml, schedule);
    }),
    settings,
  );
  expect(taken).toBeGreaterThan(settings.numRuns);
  expect(readdirSync(folder)).toEqual([]);
});

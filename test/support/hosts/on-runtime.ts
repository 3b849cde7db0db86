/** The runtime as a host: what was said to the kernel is said again by the library's calls, on a database. */
import type { Event } from '@fortnight/shared/kernel';
import type { Command } from '@fortnight/shared/simulation';
import { expect } from 'vitest';
import { host } from './principals.ts';
import type { Run, Said, Standing } from './run.ts';
import { checkLists, historyOf } from './runtime-answers.ts';
import { type RuntimeHost, runtimeHost } from './runtime-host.ts';
import { sayTo } from './say.ts';

/** What the library calls otherwise than the kernel, where a task, job or wait is over or was never there. */
const alike: Readonly<Record<string, readonly string[]>> = {
  'task-not-open': ['task-not-found'],
  'instance-ended': ['task-not-open', 'job-not-found', 'incident-not-open', 'nobody-waits'],
  'instance-suspended': ['nobody-waits'],
  'job-not-open': ['job-not-found'],
  'incident-not-open': ['incident-not-found'],
  'subscription-not-open': ['nobody-waits'],
  'signal-not-awaited': ['nobody-waits'],
};

/** Plays a run by the library's calls, and holds its answers, its lists and its journal against what the kernel made of it. */
export async function checkOnRuntime(run: Run, standings: readonly Standing[]): Promise<void> {
  const on = await runtimeHost(run);
  const played: { instanceId?: string } = {};
  try {
    await playOn(on, run, standings, played);
  } finally {
    await on.leave();
  }
  on.assertNoFailure();
}

async function playOn(on: RuntimeHost, run: Run, standings: readonly Standing[], played: { instanceId?: string }): Promise<void> {
  let before: Standing = { state: undefined, events: [], called: [] };
  for (const [index, said] of run.said.entries()) {
    const after = standings[index] ?? before;
    await on.runtime.tick();
    if ('moveTo' in said) await on.runtime.advanceTo(said.moveTo);
    else {
      const started = await say(on, said, await whereOf(on, said.to ?? [], { instanceId: played.instanceId, before }));
      if (started !== undefined) played.instanceId ??= started;
    }
    // What leads from case to case has happened in the play already.
    if (run.others) await on.runtime.tick();
    const { instanceId } = played;
    if (instanceId !== undefined) await check(on, { instanceId, standing: after, next: nextOf(after) }, `after ${told(said)}`);
    before = after;
  }
}

interface Checked {
  readonly instanceId: string;
  readonly standing: Standing;
  /** When something is due next, in whichever case. */
  readonly next: number;
}

/** Holds a case against how it stood in the play, and those that it called against how they did. */
async function check(on: RuntimeHost, { instanceId, standing, next }: Checked, when: string): Promise<void> {
  const { state, events, called } = standing;
  if (!state) return;
  expect(await historyOf(on, instanceId), `the journal ${when}`).toEqual(plain(events));
  await checkLists(on, instanceId, { state, next, when });
  const children = await calledCases(on, instanceId);
  expect(children.length, `how many cases it called ${when}`).toBe(called.length);
  for (const [index, inner] of called.entries())
    await check(on, { instanceId: children[index] ?? '', standing: inner, next }, `of call ${index} ${when}`);
}

const nextOf = ({ state, called }: Standing): number =>
  Math.min(
    ...(state?.status === 'active' ? state.timers.map(({ dueAt }) => dueAt) : []),
    ...called.map(nextOf),
    Number.POSITIVE_INFINITY,
  );

/** In the order in which they were started. */
const calledCases = async ({ runtime }: RuntimeHost, instanceId: string): Promise<readonly string[]> =>
  (await runtime.getInstance(host, instanceId)).children.map(({ id }) => id);

/** The called case that something was said to. */
async function whereOf(on: RuntimeHost, path: readonly number[], { instanceId, before }: Where): Promise<Where> {
  let where: Where = { instanceId, before };
  for (const index of path) {
    const [inner, id] = [where.before.called[index], (await calledCases(on, where.instanceId ?? ''))[index]];
    if (!inner || id === undefined) throw new Error(`expected a called case number ${index} on the runtime`);
    where = { instanceId: id, before: inner };
  }
  return where;
}

interface Where {
  readonly instanceId: string | undefined;
  readonly before: Standing;
}

/** Says one command; answers the case that it started. */
async function say(on: RuntimeHost, said: Extract<Said, { command: Command }>, where: Where): Promise<string | undefined> {
  const answer = await sayTo(on, said.command, where);
  const { refused } = said;
  const expected: readonly (string | undefined)[] = refused === undefined ? [undefined] : [refused, ...(alike[refused] ?? [])];
  if (!expected.includes(answer.refused))
    throw new Error(
      `${said.command.type} on the runtime: expected ${refused ?? 'it to be taken'}, found ${answer.refused ?? 'it was taken'}. ${answer.message ?? ''}`,
    );
  return answer.instanceId;
}

const plain = (events: readonly Event[]): unknown => JSON.parse(JSON.stringify(events));
const told = (said: Said): string => ('moveTo' in said ? `moving to ${new Date(said.moveTo).toISOString()}` : said.command.type);

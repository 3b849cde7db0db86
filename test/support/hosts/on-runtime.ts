/** The runtime as a host: what was said to the kernel is said again by the library's calls, on a database. */
import type { Event } from '@fortnight/shared/kernel';
import type { Command } from '@fortnight/shared/simulation';
import { expect } from 'vitest';
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
  let before: Standing = { state: undefined, events: [] };
  for (const [index, said] of run.said.entries()) {
    const after = standings[index] ?? before;
    await on.runtime.tick();
    if ('moveTo' in said) await on.runtime.advanceTo(said.moveTo);
    else {
      const started = await say(on, said, { instanceId: played.instanceId, before });
      if (started !== undefined) played.instanceId = started;
    }
    const { instanceId } = played;
    if (instanceId !== undefined && after.state) {
      expect(await historyOf(on, instanceId), `the journal after ${told(said)}`).toEqual(plain(after.events));
      await checkLists(on, instanceId, after.state, `after ${told(said)}`);
    }
    before = after;
  }
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

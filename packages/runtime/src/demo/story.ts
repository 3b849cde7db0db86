/** Four months of work, played against the library with its own clock. */
import type { ProcessDetail, Task } from '@fortnight/shared/contract';
import { hostPrincipal, type Runtime } from '../index.ts';
import { createAgenda } from './agenda.ts';
import type { DemoPeople } from './people.ts';
import type { DemoProcess } from './processes.ts';
import type { Random } from './random.ts';
import { type CaseFacts, comments, fillForm, makeFacts } from './values.ts';
import { doTask, isRefusal } from './work.ts';
import { afterWorkingHours, patience } from './workday.ts';

export const dayMs = 24 * 60 * 60 * 1000;

export interface StoryOptions {
  readonly runtime: Runtime;
  readonly people: DemoPeople;
  readonly random: Random;
  readonly now: () => number;
  readonly from: number;
  readonly until: number;
  /** How many of its cases have begun. */
  readonly onProgress: (progress: { done: number; total: number }) => void;
}

/** Makes a story that processes are added to, and plays it. */
export function createStory(options: StoryOptions) {
  const { runtime, people, random, now, from, until } = options;
  const agenda = createAgenda();
  const cases = new Map<string, CaseFacts>();
  const seen = new Set<string>();
  const progress = { done: 0, total: 0 };
  let [jobCount, recentJobCount] = [0, 0];

  function addProcess({ id, count, starters, keyPrefix }: DemoProcess): void {
    progress.total += count;
    for (let number = 1; number <= count; number += 1) {
      // More cases towards today than in the beginning, and some of this week in every process.
      const isFresh = number % 5 === 0;
      const begun = isFresh ? until - random.next() * 7 * dayMs : from + (until - from) * random.next() ** 0.7;
      const at = afterWorkingHours(begun, random.next() * 6);
      agenda.put(at, () => begin(id, starters, `${keyPrefix}-${2600 + number}`));
    }
  }

  async function begin(processId: string, starters: string, businessKey: string): Promise<void> {
    progress.done += 1;
    const team = people.inGroup(starters);
    const [first] = team;
    const by = first && random.chance(0.35) ? first : random.pick(team);
    const facts = makeFacts(random);
    const process: ProcessDetail = await runtime.getProcess(by, processId);
    const variables = process.form ? fillForm(process.form, facts, random, now()) : { customer: facts.customer };
    const { id } = await runtime.startInstance(by, { processId, businessKey, variables });
    cases.set(id, facts);
    if (random.chance(0.18)) agenda.put(afterWorkingHours(now(), 8 + random.next() * 20), () => talk(id));
    await lookAfter(id);
  }

  /** Puts the case's new tasks on somebody's desk. */
  async function lookAfter(instanceId: string): Promise<void> {
    const { items } = await runtime.listTasks(hostPrincipal, { instanceId, state: 'open', limit: 20, sort: 'createdAt' });
    items.forEach(expect);
    await doJobs();
  }

  function expect(task: Task): void {
    if (seen.has(task.id)) return;
    seen.add(task.id);
    // What compliance has to look into takes longer.
    const patient = patience(random);
    const hours = patient === null || task.kind !== 'review' ? patient : patient * 5;
    if (task.assignee === null && random.chance(0.35))
      agenda.put(afterWorkingHours(now(), 0.2 + (hours ?? 12) * 0.3), () => takeUp(task));
    if (hours !== null) agenda.put(afterWorkingHours(now(), hours), () => work(task));
    else if (random.chance(0.93)) agenda.put(afterWorkingHours(now(), 90 + random.next() * 60), () => giveUp(task.instanceId));
  }

  async function takeUp({ id, candidateGroups }: Task): Promise<void> {
    const members = candidateGroups.flatMap(people.inGroup);
    if (members.length > 0) await runtime.claimTask(random.pick(members), id);
  }

  async function work(task: Task): Promise<void> {
    const facts = cases.get(task.instanceId) ?? makeFacts(random);
    if (await doTask({ runtime, people, random, now }, task, facts)) await lookAfter(task.instanceId);
  }

  async function talk(instanceId: string): Promise<void> {
    await runtime.commentInstance(people.owner, instanceId, { text: random.pick(comments.talk) });
  }

  async function giveUp(instanceId: string): Promise<void> {
    await runtime.cancelInstance(people.owner, instanceId, { reason: random.pick(comments.cancel) });
  }

  /** Outside systems: a scheduler that is down at times, and customers who subscribe. */
  async function doJobs(): Promise<void> {
    const asked = { type: 'mes.schedule', worker: 'demo-mes', maxJobs: 10, timeoutMs: 60_000, waitMs: 0 };
    const { jobs } = await runtime.activateJobs(hostPrincipal, asked, new AbortController().signal);
    for (const job of jobs) {
      const worker = 'demo-mes';
      // What failed lately still stands: somebody has to look into it.
      const isRecent = now() > until - 25 * dayMs;
      const count = isRecent ? recentJobCount++ : jobCount++;
      if (isRecent ? count % 3 !== 1 : count % 3 === 0) {
        const message = 'The scheduling system did not answer: connection refused.';
        await runtime.failJob(hostPrincipal, job.id, { worker, message, retries: 0 });
        if (!isRecent) agenda.put(afterWorkingHours(now(), 3 + random.next() * 12), () => retry(job.instanceId));
        continue;
      }
      const date = new Date(now() + random.between(10, 40) * dayMs).toISOString().slice(0, 10);
      await runtime.completeJob(hostPrincipal, job.id, {
        worker,
        variables: { order: `PO-${random.between(40_000, 49_999)}`, date },
      });
    }
  }

  async function retry(instanceId: string): Promise<void> {
    const { items } = await runtime.listIncidents(people.admin, { instanceId, state: 'open', limit: 5 });
    for (const { id } of items) {
      await runtime.resolveIncident(people.admin, id, { reason: 'The scheduling system is back.' });
      await lookAfter(instanceId);
    }
  }

  async function subscribe(): Promise<void> {
    const query = { processId: 'saas-trial', state: 'active', limit: 50, sort: 'startedAt' } as const;
    const { items } = await runtime.listInstances(hostPrincipal, query);
    for (const { businessKey, tokens } of items) {
      if (businessKey === null || !tokens.some(({ waitsFor }) => waitsFor === 'message') || !random.chance(0.2)) continue;
      await runtime.publishMessage(hostPrincipal, { name: 'trial.subscribed', correlationKey: businessKey });
    }
  }

  /** What timers opened meanwhile comes to somebody's desk once a day. */
  async function sweep(): Promise<void> {
    const { items } = await runtime.listTasks(hostPrincipal, { state: 'open', limit: 200, sort: '-createdAt' });
    items.forEach(expect);
    await subscribe();
    await doJobs();
  }

  async function play(): Promise<void> {
    for (let at = from + dayMs; at < until; at += dayMs) agenda.put(at, sweep);
    for (let next = agenda.take(until); next; next = agenda.take(until)) {
      await runtime.advanceTo(Math.max(next.at, now()));
      await next.act().catch((error) => {
        if (!isRefusal(error)) throw error;
      });
      options.onProgress({ ...progress });
    }
    await runtime.advanceTo(until);
  }

  return { addProcess, at: agenda.put, play };
}

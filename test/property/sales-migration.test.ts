import type { Event, Input, MigrateInput, Program, State, StepResult } from '@fortnight/shared/kernel';
import { migrate, pastOf, replay } from '@fortnight/shared/kernel';
import { examine, planMigration } from '@fortnight/shared/migration';
import { take, takeOver } from '@fortnight/shared/simulation';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { directory, monday, office } from '../support/office.ts';
import { program } from '../support/process.ts';
import { salesBlocks, salesBody } from '../support/sales-blocks.ts';

const knowledge = { directory, calendars: [office] };
const hour = 3_600_000;

/** What an author changes about a sales process. */
const changes: Readonly<Record<string, (body: string, at: number) => string>> = {
  'a checkpoint on a flow': (body, at) =>
    onFlow(
      body,
      at,
      '<businessRuleTask id="fresh"><extensionElements><fortnight:checkpoint reviewers="group:compliance" result="freshr"><fortnight:rule id="fine" when="fine = true"/></fortnight:checkpoint></extensionElements></businessRuleTask>',
    ),
  'a step on a flow': (body, at) => onFlow(body, at, '<userTask id="fresh"/>'),
  'other approvers': (body) => body.replaceAll('who="user:boss"', 'who="user:cfo"'),
  'one more approver': (body) =>
    body.replaceAll(
      '<fortnight:approver who="group:finance"/>',
      '<fortnight:approver who="group:finance"/><fortnight:approver who="user:law"/>',
    ),
  'one decides': (body) => body.replaceAll(/mode="(all|quorum)"/g, 'mode="one"'),
  'another order': (body) => body.replaceAll('order="parallel"', 'order="sequential"'),
  'another limit': (body) => body.replaceAll('limit="PT5H"', 'limit="PT9H"'),
  'no limit': (body) => body.replaceAll(/<fortnight:timing[^>]*\/>/g, ''),
  'another rule': (body) => body.replaceAll('when="fine = true"', 'when="fine != false"'),
};
function onFlow(body: string, at: number, element: string): string {
  const flows = [...body.matchAll(/<sequenceFlow id="([^"]*)" sourceRef="([^"]*)" targetRef="([^"]*)">/g)];
  const found = flows[at % flows.length];
  if (!found) return body;
  const [whole, id, source, target] = found;
  const moved = `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="fresh">`;
  return body.replace(whole, `${element}<sequenceFlow id="fresh-on" sourceRef="fresh" targetRef="${target}"/>${moved}`);
}

class Worked {
  readonly programs: Program[];
  readonly events: Event[] = [];
  state: State | undefined;
  at = monday;
  constructor(on: Program) {
    this.programs = [on];
    this.keep(
      take(on, undefined, { type: 'start', at: this.at, by: { userId: 'rep' }, variables: { fine: true, way: 1 } }, knowledge),
    );
  }
  get program(): Program {
    return this.programs.at(-1) as Program;
  }
  get now(): State {
    return this.state as State;
  }
  keep(result: StepResult): boolean {
    if (!result.ok) return false;
    this.state = result.state;
    this.events.push(...result.events);
    expect(replay(this.programs, this.events)).toEqual(result.state);
    return true;
  }
  /** Somebody who may does the next thing; false where nothing is left to do. */
  work(choice: number): boolean {
    const { tasks, timers, incidents } = this.now;
    const task = tasks[choice % Math.max(1, tasks.length)];
    const [incident] = incidents;
    if (!task && !incident && timers.length === 0) return false;
    if (task) {
      const { assignee } = task;
      const may = directory.users.filter(({ id, groups }) =>
        assignee === undefined ? task.users.includes(id) || groups.some((group) => task.groups.includes(group)) : assignee === id,
      );
      const anybody = directory.users.filter(({ id }) => id === 'rep');
      const outcome = task.kind === 'review' ? 'clear' : task.kind ? 'ok' : undefined;
      const said = { comment: 'because', ...(outcome && { outcome }) };
      // A checkpoint that is new asks for no evidence; who has voted already leaves it to another member.
      for (const more of task.kind === 'review' ? [{ evidence: [{ id: 'proof', fileId: 'f' }] }, {}] : [{}])
        for (const { id: userId, groups } of may.length > 0 ? may.toReversed() : anybody) {
          const by = { userId, groups };
          const input: Input = { type: 'completeTask', at: this.at, taskId: task.id, by, ...said, ...more };
          if (this.keep(take(this.program, this.now, input, knowledge))) return true;
        }
    }
    if (incident)
      return this.keep(
        take(
          this.program,
          this.now,
          { type: 'resolveIncident', at: this.at, incidentId: incident.id, by: { userId: 'rep' } },
          knowledge,
        ),
      );
    const [timer] = [...timers].sort((one, other) => one.dueAt - other.dueAt);
    if (!timer) return false;
    this.at = Math.max(this.at, timer.dueAt);
    return this.keep(take(this.program, this.now, { type: 'triggerTimer', at: this.at, timerId: timer.id }, knowledge));
  }
  migrate(to: Program, override: boolean): StepResult {
    const { plan } = planMigration(this.program, to);
    const past = pastOf(this.events);
    const input: MigrateInput = { type: 'migrate', at: this.at, by: { userId: 'rep' }, reason: 'better', plan, past };
    const allowed = override ? { ...input, override: { by: 'law', reason: 'on paper' } } : input;
    const { outcome } = examine(this.program, to, this.now, plan);
    const direct = migrate(this.program, to, this.now, allowed);
    expect(direct.ok).toBe(outcome === 'unchanged' || outcome === 'migrates' || (override && outcome === 'check-owed'));
    const result = takeOver(this.program, to, this.now, allowed, knowledge);
    if (result.ok) {
      this.programs.push(to);
      this.keep(result);
    }
    return result;
  }
}

it('a sales case that goes on by another version keeps its votes, owes what it owes, and can be worked to its end', async () => {
  const seen = { moved: 0, owed: 0, votes: 0 };
  await fc.assert(
    fc.asyncProperty(
      salesBlocks,
      fc.constantFrom(...Object.keys(changes)),
      fc.nat(1000),
      fc.nat(1000),
      fc.boolean(),
      async (blocks, change, at, steps, isBackward) => {
        const body = salesBody(blocks);
        const versions = [await program(body), await program(changes[change]?.(body, at) ?? body)] as const;
        const [from, to] = isBackward ? [versions[1], versions[0]] : versions;
        if (from.hash === to.hash) return;
        const worked = new Worked(from);
        const whole = new Worked(from);
        let length = 0;
        while (length < 200 && whole.work(length)) length++;
        for (let step = 0; step < steps % Math.max(1, length); step++) worked.work(step);
        if (worked.now.status !== 'active') return;
        worked.at += hour;
        const before = worked.now;
        const result = worked.migrate(to, false);
        if (!result.ok) {
          expect(worked.now).toBe(before);
          if (result.rejection.code !== 'checkpoint-owed') return;
          seen.owed++;
          expect(JSON.stringify(result.rejection.params?.obstacles)).not.toMatch(/blocked|needs-mapping/);
          // Only a second person lets it pass.
          expect(worked.migrate(to, true).ok).toBe(true);
        } else seen.moved++;
        const cast = before.approvals?.flatMap(({ votes }) => votes) ?? [];
        const kept = worked.now.approvals?.flatMap(({ votes }) => votes) ?? [];
        if (kept.length > 0) seen.votes++;
        // No vote comes from nowhere, and none is told otherwise than it was given.
        for (const vote of kept)
          expect(cast.some(({ by, outcome, at: when }) => by === vote.by && outcome === vote.outcome && when === vote.at)).toBe(
            true,
          );
        for (let step = 0; worked.now.status === 'active'; step++) {
          expect(step, JSON.stringify(worked.now)).toBeLessThan(200);
          expect(worked.work(step), JSON.stringify(worked.now)).toBe(true);
        }
      },
    ),
    { numRuns: 100 },
  );
  expect(seen.moved).toBeGreaterThan(10);
  expect(seen.owed + seen.votes).toBeGreaterThan(2);
});

/** What the demo's people do with a task that is theirs. */
import type { CompleteTask, Task } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import type { Runtime } from '../index.ts';
import type { DemoPeople } from './people.ts';
import type { Random } from './random.ts';
import { type CaseFacts, comments, fillForm } from './values.ts';

interface Desk {
  readonly runtime: Runtime;
  readonly people: DemoPeople;
  readonly random: Random;
  readonly now: () => number;
}

/** Does the task as whoever may; false when nobody of the demo could. */
export async function doTask(desk: Desk, task: Task, facts: CaseFacts): Promise<boolean> {
  for (const by of whoMay(desk, task)) {
    try {
      await desk.runtime.completeTask(by, task.id, await decide(desk, by, task, facts));
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return false;
}

/** A refusal is an answer (somebody else's duty, a rule of a stage); anything else is a mistake. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;

function whoMay({ people, random }: Desk, { assignee, candidateUsers, candidateGroups }: Task): Principal[] {
  if (assignee !== null) return [people.byId(assignee)].filter((each) => each !== undefined);
  const users = candidateUsers.map(people.byId).filter((each) => each !== undefined);
  const members = candidateGroups.flatMap(people.inGroup);
  const all = [...new Set([...users, ...members])];
  const first = random.between(0, Math.max(0, all.length - 1));
  return [...all.slice(first), ...all.slice(0, first)];
}

async function decide(desk: Desk, by: Principal, task: Task, facts: CaseFacts): Promise<CompleteTask> {
  const { random, now } = desk;
  const variables = task.form && task.kind === 'task' ? { variables: fillForm(task.form, facts, random, now()) } : {};
  if (task.kind === 'review') return review(desk, by, task);
  if (task.outcomes.length === 0) return variables;
  const detail = await desk.runtime.getTask(by, task.id);
  const choiceOf = (kind: string) => detail.choices.find((choice) => choice.kind === kind);
  const [approve, reject, back] = [choiceOf('approve'), choiceOf('reject'), choiceOf('send-back')];
  const draw = random.next() + (facts.luck - 0.5) * 0.1;
  if (back && draw < 0.13) {
    const to = back.targets[0]?.elementId;
    return { outcome: back.id, comment: random.pick(comments.sendBack), ...(to !== undefined && { to }) };
  }
  if (reject && draw < 0.21) return { outcome: reject.id, comment: random.pick(comments.reject) };
  const comment = random.pick(comments.approve);
  const outcome = approve?.id ?? random.pick(task.outcomes);
  return { ...variables, outcome, ...(comment !== null && { comment }) };
}

/** Clears a failed check with a reason and every piece of evidence, or rejects it. */
async function review({ runtime, random }: Desk, by: Principal, task: Task): Promise<CompleteTask> {
  if (random.chance(0.25)) return { outcome: 'reject', comment: random.pick(comments.reject) };
  const { evidenceWanted } = await runtime.getTask(by, task.id);
  const evidence = [];
  for (const { id, name } of evidenceWanted) {
    const content = new Blob([`${name ?? id}\nSigned on paper; this copy stands for it in the demo workspace.\n`]).stream();
    const upload = { name: `${name ?? id}.txt`, type: 'text/plain', content, instanceId: task.instanceId };
    evidence.push({ id, fileId: (await runtime.files.upload(by, upload)).id });
  }
  return { outcome: 'clear', comment: random.pick(comments.clear), evidence };
}

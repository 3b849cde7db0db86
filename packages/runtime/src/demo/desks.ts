/** On the first morning everybody whom the sign-in page offers finds something of their own on the desk. */
import type { ListTasksQuery, Task } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { hostPrincipal, type Runtime } from '../index.ts';
import type { DemoPeople } from './people.ts';
import { isRefusal } from './work.ts';

interface Morning {
  readonly runtime: Runtime;
  readonly people: DemoPeople;
  readonly now: () => number;
}

/** At most so many tasks are taken from a group; the others stay for everybody to see. */
const mostTaken = 2;
const open = { state: 'open', limit: 100, sort: 'dueAt' } as const satisfies Partial<ListTasksQuery>;

export async function fillDesks(morning: Morning): Promise<void> {
  for (const person of morning.people.shown) {
    if ((await mine(morning, person)).length > 0) continue;
    await takeFromGroups(morning, person);
    if ((await mine(morning, person)).length === 0) await takeOver(morning, person);
  }
}

const mine = async ({ runtime }: Morning, person: Principal): Promise<readonly Task[]> =>
  (await runtime.listTasks(person, { ...open, scope: 'mine' })).items;

async function takeFromGroups(morning: Morning, person: Principal): Promise<void> {
  const { items } = await morning.runtime.listTasks(person, { ...open, scope: 'groups' });
  for (const { id } of stillInTime(morning, items).slice(0, mostTaken)) await tried(morning.runtime.claimTask(person, id));
}

/** A colleague asks whoever has nothing to do: for figures first, for anything else else. */
async function takeOver(morning: Morning, person: Principal): Promise<void> {
  const { runtime, people } = morning;
  if (person.userId === null) return;
  const { items } = await runtime.listTasks(hostPrincipal, open);
  const steps = stillInTime(morning, items).filter(({ kind, assignee }) => kind === 'task' && assignee === null);
  for (const task of [...steps.filter(isAboutFigures), ...steps]) {
    const [colleague] = task.candidateGroups.flatMap(people.inGroup).filter(({ userId }) => userId !== person.userId);
    const handOver = { to: person.userId, reason: 'You know the figures better than I do.' };
    if (colleague && (await tried(runtime.delegateTask(colleague, task.id, handOver)))) return;
  }
}

const isAboutFigures = ({ name }: Task): boolean => /compare|requirements|interview/i.test(name ?? '');

/** What is not late comes first: nobody begins with last month's leftovers. */
function stillInTime({ now }: Morning, tasks: readonly Task[]): readonly Task[] {
  const isLate = ({ dueAt }: Task) => dueAt !== null && Date.parse(dueAt) < now();
  return [...tasks.filter((task) => !isLate(task)), ...tasks.filter(isLate)];
}

/** A rule may forbid it, such as the separation of duties: then it is somebody else's. */
async function tried(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** The demo workspace: people, published processes, and four months of cases, made by driving the library. */
import { type Clock, createManualClock, isManual, type ManualClock } from '../base/index.ts';
import { hostPrincipal, type Runtime } from '../index.ts';
import { fillDesks } from './desks.ts';
import { firstDay, tellIterations } from './iterations.ts';
import { demoAccounts, leaveTraces, makePeople } from './people.ts';
import { leaveDrafts, planPublications, publishExample } from './processes.ts';
import { createRandom } from './random.ts';
import { createStory, dayMs } from './story.ts';

const storyDays = 120;
const seed = 20_261_125;

export interface DemoOptions {
  /** The folder with the examples: `1-name/*.bpmn` and `1-name/forms/*.json`. */
  readonly examples: string;
  /** What time it is when the story is told. */
  readonly clock: Clock;
}

type Say = (line: string) => void;

export function createDemo({ examples, clock: after }: DemoOptions) {
  let story: ManualClock | undefined;
  let progress: { done: number; total: number } | null = null;
  /** The story's time while it is told, the real one before and after. */
  const clock: ManualClock = {
    now: () => (story ?? after).now(),
    moveTo: (at) => {
      const moved = story ?? after;
      if (isManual(moved)) moved.moveTo(at);
    },
  };

  /** Makes the accounts of an empty workspace, and answers what fills it; undefined where somebody was here before. */
  async function prepare(runtime: Runtime): Promise<((say: Say) => Promise<void>) | undefined> {
    const { users } = await runtime.access.directory();
    const { items } = await runtime.listProcesses(hostPrincipal, { limit: 1, archived: false });
    if (users.length > 0 || items.length > 0) return undefined;
    const until = after.now();
    const from = until - storyDays * dayMs;
    story = createManualClock(from);
    progress = { done: 0, total: 0 };
    const people = await makePeople(runtime, hostPrincipal);
    return async (say) => {
      try {
        const { first, later } = await planPublications(examples);
        const random = createRandom(seed);
        const onProgress = (now: typeof progress) => {
          progress = now;
        };
        const told = createStory({ runtime, people, random, now: clock.now, from, until, onProgress });
        for (const example of first)
          for (const process of await publishExample(runtime, people, example, 'How it is done today', say))
            told.addProcess(process);
        await runtime.setAnchor(people.admin, { anchor: firstDay(until) });
        for (const after of later) {
          const before = first.find(({ folder }) => folder === after.folder);
          if (before) tellIterations({ runtime, people, before, after, until, at: told.at });
        }
        say('demo: filling the workspace with four months of cases');
        await told.play();
        await fillDesks({ runtime, people, now: clock.now });
        await leaveDrafts(runtime, people);
        await leaveTraces(runtime, people, until);
        say('demo: the workspace is filled');
      } finally {
        story = undefined;
        progress = null;
      }
    };
  }

  return { clock, accounts: demoAccounts, progress: () => progress, prepare };
}

/** Walks one case to its end in memory: whoever may do a task does it, jobs are answered, the clock moves to the next timer. */
import assert from 'node:assert/strict';
import type { JsonObject } from '@fortnight/shared/base';
import { defaultCalendar } from '@fortnight/shared/calendar';
import { compile, type Event, type Program, replay, type State } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { type Command, playHost } from '@fortnight/shared/simulation';
import { actor, firm } from './people.ts';

/** What is said when an element has a task: the first answer the first time, the last one from then on. */
export interface Answer {
  readonly variables?: JsonObject;
  readonly outcome?: string;
  readonly comment?: string;
  readonly evidence?: readonly { id: string; fileId: string }[];
}
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

export interface Walk {
  readonly state: State;
  readonly events: readonly Event[];
  /** The stages in the order in which they were entered. */
  readonly stages: readonly string[];
}

export async function programOf(xml: string): Promise<Program> {
  const { model, problems } = await readXml(xml);
  assert.deepEqual(problems, []);
  const compiled = compile(model);
  assert(compiled.ok, compiled.ok ? undefined : compiled.problems.map(({ message }) => message).join('\n'));
  return compiled.value;
}

/** The state is compared with the replay of its events after every command. */
export function walk(
  program: Program,
  variables: JsonObject,
  answers: Answers,
  jobs: Readonly<Record<string, JsonObject>> = {},
): Walk {
  const host = playHost(program, { directory: firm, calendars: [defaultCalendar], startAt: Date.parse('2026-11-24T01:00:00Z') });
  const said = new Map<string, number>();
  const take = (command: Command) => {
    const result = host.take(command);
    assert(result.ok, result.ok ? undefined : `${command.type} was refused: ${result.rejection.message}`);
    assert.deepEqual(replay(program, host.events), result.state, 'the history tells the state');
  };
  const answerFor = (elementId: string): Answer => {
    const given = answers[elementId] ?? {};
    const list: readonly Answer[] = Array.isArray(given) ? given : [given as Answer];
    const times = said.get(elementId) ?? 0;
    said.set(elementId, times + 1);
    return list[Math.min(times, list.length - 1)] ?? {};
  };

  take({ type: 'start', by: actor('rep'), variables });
  for (let round = 0; host.state?.status === 'active'; round += 1) {
    assert(round < 200, 'the case comes to an end');
    const { tasks, jobs: open, timers, tokens, incidents } = host.state;
    assert.deepEqual(incidents, []);
    const [task] = tasks;
    const [job] = open;
    if (task) {
      const elementId = program.elements[tokens.find(({ id }) => id === task.tokenId)?.element ?? -1]?.id ?? '';
      const who =
        task.assignee ??
        task.users[0] ??
        firm.users.find(({ groups }) => task.groups.some((group) => groups.includes(group)))?.id;
      assert(who, `somebody may do ${elementId}`);
      take({ type: 'completeTask', taskId: task.id, by: actor(who), ...answerFor(elementId) });
    } else if (job) {
      const element = program.elements[job.element];
      take({ type: 'completeJob', jobId: job.id, variables: jobs[element?.id ?? ''] ?? {} });
    } else {
      const next = Math.min(...timers.map(({ dueAt }) => dueAt));
      assert(Number.isFinite(next), 'something waits');
      host.advanceTo(next);
    }
  }
  assert(host.state);
  const stages = host.events.flatMap((event) => (event.type === 'stageEntered' ? [event.elementId] : []));
  return { state: host.state, events: host.events, stages };
}

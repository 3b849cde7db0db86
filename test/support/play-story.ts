/** Plays a story by stand-ins: whoever may do a task does it, jobs are answered, the clock moves to the next timer. */
import assert from 'node:assert/strict';
import type { JsonObject } from '@fortnight/shared/base';
import type { Program } from '@fortnight/shared/kernel';
import { type Choice, type PlayedThrough, playThrough, type Wait, waitsOf } from '@fortnight/shared/simulation';
import type { Answer, Answers } from './walk.ts';

/** The same story that `walk` tells, as choices that a test could hold. */
export function playStory(
  program: Program,
  variables: JsonObject,
  answers: Answers,
  jobs: Readonly<Record<string, JsonObject>> = {},
): PlayedThrough {
  const start = { at: Date.parse('2026-11-24T01:00:00Z'), variables };
  const said = new Map<string, number>();
  const answerFor = (elementId: string): Answer => {
    const given = answers[elementId] ?? {};
    const list: readonly Answer[] = Array.isArray(given) ? given : [given as Answer];
    const times = said.get(elementId) ?? 0;
    said.set(elementId, times + 1);
    return list[Math.min(times, list.length - 1)] ?? {};
  };
  const choiceFor = (wait: Wait | undefined): Choice => {
    assert(wait, 'something waits');
    const { elementId } = wait;
    if ('by' in wait) {
      const { evidence, ...answer } = answerFor(elementId);
      const pieces = evidence && { evidence: evidence.map(({ id }) => id) };
      return { do: 'completeTask', elementId, by: wait.by[0] ?? '', ...answer, ...pieces };
    }
    if (wait.kind === 'job') return { do: 'completeJob', elementId, variables: jobs[elementId] ?? {} };
    return { do: 'nextTimer' };
  };

  let played = playThrough(program, start);
  for (let round = 0; played.state?.status === 'active'; round += 1) {
    assert(round < 200, 'the case comes to an end');
    const [wait] = waitsOf(program, played.state, played.events);
    played = playThrough(program, start, [...played.choices, choiceFor(wait)]);
    assert.equal(played.refused?.rejection.message, undefined);
  }
  return played;
}

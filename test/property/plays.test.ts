/** Laws of plays: a play that was saved passes where it was made, and going back is playing less. */
import { limits, playSchema, toPlay, toSavedPlay } from '@fortnight/shared/contract';
import { replay } from '@fortnight/shared/kernel';
import {
  type Choice,
  expectationOf,
  type PlayedThrough,
  type PlayPatience,
  type PlayStart,
  pathOf,
  playThrough,
  replayPlay,
  type SavedPlay,
  stateAt,
  type Wait,
  waitsOf,
} from '@fortnight/shared/simulation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roots } from '../support/events.ts';
import { freeProcesses } from '../support/free-process.ts';
import { flow, flows, named, program, tag } from '../support/process.ts';
import { salesBlocks, salesBody } from '../support/sales-blocks.ts';

const start: PlayStart = { at: Date.parse('2026-11-23T01:00:00Z') };

/** A choice that answers a wait; of several outcomes the one at `draw`. */
function answerTo(wait: Wait, draw: number): Choice | undefined {
  const { elementId, which } = wait;
  switch (wait.kind) {
    case 'task':
    case 'approval':
    case 'review': {
      const outcome = wait.outcomes[draw % Math.max(wait.outcomes.length, 1)];
      const said = outcome?.isCommentRequired ? { comment: 'because' } : {};
      const to = outcome?.to[0];
      return {
        do: 'completeTask',
        elementId,
        which,
        by: wait.by[0] ?? '',
        ...(outcome && { outcome: outcome.id }),
        ...(to !== undefined && { to }),
        ...said,
      };
    }
    case 'job':
      return { do: 'completeJob', elementId, which };
    case 'timer':
      return { do: 'nextTimer' };
    case 'call':
      return draw % 3 === 0 ? { do: 'failCall', elementId, which, errorCode: 'oops' } : { do: 'completeCall', elementId, which };
    case 'message':
      return { do: 'deliverMessage', elementId, which };
    case 'signal':
      return { do: 'deliverSignal', name: wait.name };
    case 'activity':
      return { do: 'startActivity', elementId };
    case 'incident':
      return { do: 'resolveIncident', elementId, which };
    case 'condition':
      return { do: 'setVariables', variables: { ready: draw % 2 === 0 } };
  }
}

/** A process that turns in loops grows by thousands of steps with every timer; the laws are seen on less. */
const mostEvents = 10_000;
const mostTimers = 20;

/** As impatient at every run: it counts what is asked of it, and not the time. */
const patience = (): PlayPatience => {
  let asked = 0;
  return { isUsedUp: () => asked++ > mostTimers };
};

/** Plays by drawn choices, and remembers the play after each of them. */
async function playedBy(body: string, draws: readonly number[], roots = ''): Promise<readonly PlayedThrough[]> {
  const on = await program(body, '', roots);
  let played = playThrough(on, { ...start, variables: { way: (draws[0] ?? 0) % 2 } });
  const plays = [played];
  for (const draw of draws) {
    const waits = played.state ? waitsOf(on, played.state, played.events) : [];
    const choice = waits.length > 0 ? answerTo(waits[draw % waits.length] as Wait, draw) : undefined;
    if (!choice) break;
    if (played.events.length > mostEvents) break;
    const next = playThrough(on, played.start, [...played.choices, choice], patience());
    if (next.refused) continue;
    played = next;
    plays.push(played);
  }
  return plays;
}

const saved = (played: PlayedThrough): SavedPlay => ({
  id: 'one',
  name: 'One',
  processId: played.program.processId,
  start: played.start,
  choices: played.choices,
  expects: expectationOf(played, played.state?.variables),
});

describe('a play', () => {
  it('passes as a test on the program that it was made on, and its last beat is its state', async () => {
    await fc.assert(
      fc.asyncProperty(salesBlocks, fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }), async (blocks, draws) => {
        const played = (await playedBy(salesBody(blocks), draws)).at(-1) as PlayedThrough;
        const sent = toPlay(saved(played));
        expect(playSchema.parse(sent)).toEqual(sent);
        expect(replayPlay(played.program, toSavedPlay(sent))).toEqual({
          verdict: 'passes',
          moves: played.choices.length,
        });
        expect(stateAt(played, played.beats.length)).toEqual(played.state);
        expect(replay(played.program, played.events)).toEqual(played.state);
      }),
      { numRuns: 40 },
    );
  });

  it('passes as a test on a process of any shape', async () => {
    await fc.assert(
      fc.asyncProperty(freeProcesses, fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }), async (body, draws) => {
        const played = (await playedBy(body, draws, roots)).at(-1) as PlayedThrough;
        if (!played.state) return;
        const sent = toPlay(saved(played));
        // A loop that was retried again and again is too long for a test, or has too many waiting at once, and is refused as one.
        const isOneOfMany = played.choices.some((choice) => 'which' in choice && (choice.which ?? 0) > limits.playChoices);
        if (sent.expects.path.length > limits.playPath || isOneOfMany) return;
        expect(playSchema.parse(sent)).toEqual(sent);
        expect(replayPlay(played.program, toSavedPlay(sent))).toEqual({ verdict: 'passes', moves: played.choices.length });
        expect(stateAt(played, played.beats.length)).toEqual(played.state);
      }),
      { numRuns: 60 },
    );
  });

  it('goes back to exactly what was: variables, timers and clock', async () => {
    await fc.assert(
      fc.asyncProperty(salesBlocks, fc.array(fc.nat(1000), { minLength: 2, maxLength: 12 }), async (blocks, draws) => {
        const plays = await playedBy(salesBody(blocks), draws);
        const last = plays.at(-1) as PlayedThrough;
        for (const [index, before] of plays.entries()) {
          const back = playThrough(last.program, last.start, last.choices.slice(0, index));
          expect(back).toEqual(before);
          const beat = last.beats.findLastIndex(({ move }) => move === index) + 1;
          expect(stateAt(last, beat)).toEqual(before.state);
          expect(last.beats[beat - 1]?.at).toBe(before.at);
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** Legal decides above an amount; below it, nobody does. */
const contract = (limit: number, task = tag('userTask', 'prepare', '<fortnight:assignment groups="sales"/>')): string =>
  `<startEvent id="s"/>${task}<exclusiveGateway id="amount" default="amount-small"/>
  ${tag(
    'userTask',
    'legal',
    `<fortnight:approval mode="quorum" quorum="2" result="legalSays"><fortnight:approver who="group:legal"/>
      <fortnight:approver who="manager-of:starter"/><fortnight:approver who="user:gm@example.com"/></fortnight:approval>
      <fortnight:timing limit="PT24H" calendar="working" overdue="reject"/>`,
  )}<exclusiveGateway id="signed" default="signed-lost"/><endEvent id="small"/><endEvent id="won"/><endEvent id="lost"/>
  ${flows('s', 'prepare', 'amount')}${flow('amount', 'legal', `amount > ${limit}`)}${flow('amount', 'small')}${flows('legal', 'signed')}
  ${flow('signed', 'won', 'legalSays.outcome = "approve"')}${flow('signed', 'lost')}`;

const prepared: Choice = { do: 'completeTask', elementId: 'prepare', by: 'group:sales', variables: { amount: 500 } };
const vote = (by: string): Choice => ({ do: 'completeTask', elementId: 'legal', by, outcome: 'approve' });

describe('a play that goes on for too long', () => {
  it('ends between two steps once nobody has the patience, and says so', async () => {
    const cycling = await program(
      `<startEvent id="s"/>${tag('userTask', 'u')}<endEvent id="e"/>${flows('s', 'u', 'e')}${tag('boundaryEvent', 'b', '', '<timerEventDefinition><timeCycle>R/PT1M</timeCycle></timerEventDefinition>', 'attachedToRef="u" cancelActivity="false"')}`,
    );
    let left = 5;
    const played = playThrough(cycling, start, [{ do: 'wait', hours: 100 }], { isUsedUp: () => left-- === 0 });
    expect(played.refused).toMatchObject({ move: 1, rejection: { code: 'play-takes-too-long' } });
    expect(played.events.filter(({ type }) => type === 'timerFired')).toHaveLength(3);
    expect(replay(cycling, played.events)).toEqual(played.state);
  });
});

describe('a play that was saved', () => {
  const signed: readonly Choice[] = [prepared, vote('group:legal'), vote('manager-of:starter')];

  it('says who may vote by the words of the model, and how the votes stand', async () => {
    const played = playThrough(await program(contract(100)), start, [prepared, vote('group:legal')]);
    expect(played.refused).toBeUndefined();
    const waits = played.state ? waitsOf(played.program, played.state, played.events) : [];
    expect(waits.map((wait) => ('by' in wait ? [wait.elementId, wait.by, wait.votes] : wait.kind))).toEqual([
      ['legal', ['manager-of:starter'], { needed: 2, cast: 1 }],
      ['legal', ['gm@example.com'], { needed: 2, cast: 1 }],
      'timer',
    ]);
    // 24 working hours of 8 a day.
    expect(waits.at(-1)).toMatchObject({ purpose: 'limit', dueAt: Date.parse('2026-11-25T10:00:00Z') });
  });

  it('passes, and fails at the step where a changed condition leads elsewhere', async () => {
    const test = saved(playThrough(await program(contract(100)), start, signed));
    expect(test.expects).toMatchObject({ status: 'completed', waitsAt: [] });
    expect(replayPlay(await program(contract(100)), test)).toEqual({ verdict: 'passes', moves: 3 });
    expect(replayPlay(await program(contract(1000)), test)).toEqual({
      verdict: 'fails',
      move: 1,
      what: 'path',
      elementId: 'amount-legal',
      expected: 'amount-legal',
      found: 'amount-small',
    });
  });

  it('fails at the choice that nobody takes any more, and says why', async () => {
    const test = saved(playThrough(await program(contract(100)), start, signed));
    const forOthers = contract(100, tag('userTask', 'prepare', '<fortnight:assignment groups="finance"/>'));
    expect(replayPlay(await program(forOthers), test)).toMatchObject({
      verdict: 'fails',
      move: 1,
      what: 'refused',
      elementId: 'prepare',
      found: expect.stringContaining('the group finance'),
    });
  });

  it('is out of date once an element of its path is gone', async () => {
    const test = saved(playThrough(await program(contract(100)), start, signed));
    const renamed = contract(100).replaceAll('"legal"', '"lawyers"').replaceAll('legal-signed', 'lawyers-signed');
    expect(replayPlay(await program(renamed), test)).toEqual({ verdict: 'out-of-date', elementId: 'legal' });
  });

  it('fails by a value that it expects, and by another end', async () => {
    const played = playThrough(await program(contract(100)), start, [prepared, { do: 'nextTimer' }]);
    expect(pathOf(played.events).slice(-2)).toEqual(['signed-lost', 'lost']);
    const test = saved(played);
    const other = { ...test, expects: { ...test.expects, variables: { amount: 400 } } };
    expect(replayPlay(played.program, other)).toMatchObject({
      what: 'variable',
      expected: 'amount = 400',
      found: 'amount = 500',
    });
    const open = { ...test, choices: [prepared] };
    expect(replayPlay(played.program, open)).toMatchObject({ what: 'path', move: 1, found: '' });
  });

  it('answers a called case, a job and a message in place of what is outside', async () => {
    const on = await named(
      'caller',
      `<startEvent id="s"/><callActivity id="credit" name="credit" calledElement="credit-check"/>
      ${tag('serviceTask', 'sync', '<fortnight:job type="crm.sync" retries="2"/>')}
      <intermediateCatchEvent id="signed"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><endEvent id="e"/>
      ${flows('s', 'credit', 'sync', 'signed', 'e')}`,
      '',
      '<message id="m" name="signed"/>',
    );
    const choices: readonly Choice[] = [
      { do: 'completeCall', elementId: 'credit', variables: { score: 7 } },
      { do: 'failJob', elementId: 'sync', message: 'no answer' },
      { do: 'completeJob', elementId: 'sync', variables: { crmId: 'c1' } },
      { do: 'deliverMessage', elementId: 'signed', variables: { by: 'Acme' } },
    ];
    const kinds = choices.map((_, index) => {
      const { state, events } = playThrough(on, start, choices.slice(0, index));
      return state && waitsOf(on, state, events).map(({ kind }) => kind);
    });
    expect(kinds).toEqual([['call'], ['job'], ['job'], ['message']]);
    const played = playThrough(on, start, choices);
    expect(played.refused).toBeUndefined();
    expect(played.state).toMatchObject({ status: 'completed', variables: { score: 7, crmId: 'c1' } });
  });
});

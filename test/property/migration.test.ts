import {
  type CaseMove,
  type Event,
  type Input,
  type MigrateInput,
  type MigrationPlan,
  migrate,
  type Program,
  pastOf,
  replay,
  type State,
  start,
  step,
} from '@fortnight/shared/kernel';
import { examine, planMigration } from '@fortnight/shared/migration';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocks, bodyOf, roots } from '../support/blocks.ts';
import { type Edit, editedBody, edits } from '../support/edited.ts';
import { checkState, checkTokens } from '../support/laws.ts';
import { program } from '../support/process.ts';
import { by, freeze, Host, hour, possible, waits, waitsOf } from '../support/schedule.ts';

/** Three hundred choices, told by one number: an array of them would be shrunk for minutes. */
const choices = fc.nat().map((seed) => {
  let last = seed;
  return Array.from({ length: 300 }, () => {
    last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0;
    return last >>> 8;
  });
});

interface Case {
  readonly state: State;
  readonly events: readonly Event[];
  readonly host: Host;
}

/** Plays on from where a case stands, until nothing waits or the choices run out. */
function playOn(
  on: Program,
  from: Case | undefined,
  picked: readonly number[],
): Case & { readonly isSpent: boolean; readonly taken: number } {
  const host = from?.host ?? new Host();
  const events: Event[] = [...(from?.events ?? [])];
  let state = from?.state;
  let input: Input | undefined = state ? undefined : { type: 'start', at: hour, by, businessKey: 'B' };
  for (let at = 0; ; at++) {
    if (input) {
      const result = input.type === 'start' ? start(on, input) : step(on, freeze(state as State), input);
      if (!result.ok) throw new Error(`${input.type}: ${JSON.stringify(result.rejection)}`);
      events.push(...result.events);
      state = result.state;
      host.take(input, result.effects);
    }
    if (!state) throw new Error('not started');
    const next = possible(state, state.at);
    const choice = picked[at];
    input = choice === undefined ? undefined : next[choice % Math.max(next.length, 1)];
    if (!input) return { state, events, host, isSpent: choice === undefined, taken: at };
  }
}

/** Plays a part of what would be a whole case. */
function playSome(on: Program, picked: readonly number[], part: number): Case {
  const { taken } = playOn(on, undefined, picked);
  return playOn(on, undefined, picked.slice(0, part % Math.max(1, taken)));
}

const inputOf = ({ state, events }: Case, plan: MigrationPlan): MigrateInput => ({
  type: 'migrate',
  at: state.at,
  by,
  reason: 'the new version is better',
  plan,
  past: pastOf(events),
});

/** Moves a case; undefined where something stands in the way. */
function move(from: Program, to: Program, on: Case, plan: MigrationPlan): Case | undefined {
  const input = inputOf(on, plan);
  const result = migrate(from, to, freeze(on.state), input);
  const { outcome, obstacles } = examine(from, to, on.state, plan);
  expect(result.ok).toBe(outcome === 'unchanged' || outcome === 'migrates');
  expect(obstacles.length === 0).toBe(result.ok);
  if (!result.ok) {
    expect(result.rejection.params?.obstacles).toEqual(obstacles);
    return undefined;
  }
  on.host.take({ type: 'resume', at: on.state.at, by }, result.effects);
  return { state: result.state, events: [...on.events, ...result.events], host: on.host };
}

const still = ({ seq: _, at: __, ...rest }: State) => rest;

/** The same, where what the version between did not wait for is waited for anew: by another id, and from now on. */
function stillAwaiting(state: State, between: State) {
  const kept = new Set([...between.timers, ...between.subscriptions].map(({ id }) => id));
  const anew = <W extends { readonly id: string; readonly dueAt?: number }>(waits: readonly W[]) =>
    waits.map((wait) => (kept.has(wait.id) ? wait : { ...wait, id: 'anew', dueAt: undefined }));
  return { ...still(state), timers: anew(state.timers), subscriptions: anew(state.subscriptions) };
}

async function pair(body: string, changes: readonly Edit[]): Promise<readonly [Program, Program] | undefined> {
  const [one, other] = [
    await program(body, '', roots),
    await program(editedBody(body, changes), '', roots).catch(() => undefined),
  ];
  return other && other.hash !== one.hash ? [one, other] : undefined;
}

describe('a case that goes on by another version, on random processes', () => {
  it('is the same case where the other version is the same', () =>
    fc.assert(
      fc.asyncProperty(blocks, fc.nat(1000), choices, async (block, moves, picked) => {
        const on = await program(bodyOf(block), '', roots);
        const before = playSome(on, picked, moves);
        if (before.state.status !== 'active') return;
        const { plan } = planMigration(on, on);
        const obstacles = examine(on, on, before.state, plan);
        if (before.state.compensations) return;
        expect(obstacles).toEqual({ outcome: 'unchanged', obstacles: [] });
        const after = move(on, on, before, plan);
        expect(after && still(after.state)).toEqual(still(before.state));
      }),
      { numRuns: 40 },
    ));

  const seen = { moved: 0, refused: 0, back: 0 };
  it('keeps every law, replays, and can be worked to its end', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, edits, fc.nat(1000), fc.boolean(), choices, async (block, changes, moves, isBackward, picked) => {
        const both = await pair(bodyOf(block), changes);
        if (!both) return;
        const [from, to] = isBackward ? [both[1], both[0]] : both;
        const before = playSome(from, picked, moves);
        if (before.state.status !== 'active') return;
        const after = move(from, to, before, planMigration(from, to).plan);
        if (!after) {
          seen.refused++;
          return;
        }
        seen.moved++;
        checkState(after.state, after.host);
        for (const kind of waits) expect([...after.host.open[kind]].sort()).toEqual(waitsOf(after.state, kind));
        expect(replay([from, to], after.events)).toEqual(after.state);
        const end = playOn(to, after, picked);
        expect(replay([from, to], end.events)).toEqual(end.state);
        checkTokens(end.events, end.state);
        if (!end.isSpent) expect(end.state.status).toBe('completed');
      }),
      { numRuns: 120 },
    );
    expect(Math.min(seen.moved, seen.refused)).toBeGreaterThan(10);
  });

  it('comes back as it was, where nothing moved meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, edits, fc.nat(1000), choices, async (block, changes, moves, picked) => {
        const both = await pair(bodyOf(block), changes);
        if (!both) return;
        const [from, to] = both;
        // What is remembered of an element goes with it.
        if (changes.some(({ kind }) => kind === 'unmap')) return;
        const before = playSome(from, picked, moves);
        if (before.state.status !== 'active') return;
        const there = move(from, to, before, planMigration(from, to).plan);
        const back = there && move(to, from, there, planMigration(to, from).plan);
        if (!back) return;
        seen.back++;
        expect(stillAwaiting(back.state, there.state)).toEqual(stillAwaiting(before.state, there.state));
      }),
      { numRuns: 80 },
    );
    expect(seen.back).toBeGreaterThan(10);
  });
});

describe('a case that is modified at random', () => {
  it('keeps every law, or is refused by name with nothing changed', async () => {
    const seen = { taken: 0, refused: 0 };
    const wishes = fc.array(fc.record({ what: fc.nat(2), from: fc.nat(1000), to: fc.nat(1000) }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(blocks, wishes, fc.nat(1000), choices, async (block, wished, moves, picked) => {
        const on = await program(bodyOf(block), '', roots);
        const before = playSome(on, picked, moves);
        const { state, host } = before;
        const { tokens } = state;
        if (tokens.length === 0) return;
        const caseMoves = wished.map(({ what, from, to }): CaseMove => {
          const toElementId = on.elements[to % on.elements.length]?.id ?? '';
          const source = { tokenId: tokens[from % tokens.length]?.id ?? '' };
          if (what === 0) return { do: 'add', toElementId };
          return what === 1 ? { do: 'cancel', from: source } : { do: 'move', from: source, toElementId };
        });
        const input: Input = { type: 'modify', at: state.at, by, reason: 'it stood wrong', moves: caseMoves };
        const result = step(on, freeze(state), input);
        if (!result.ok) {
          seen.refused++;
          expect(result.rejection).toMatchObject({ code: expect.stringMatching(/^[a-z-]+$/), message: expect.any(String) });
          return;
        }
        seen.taken++;
        host.take(input, result.effects);
        const events = [...before.events, ...result.events];
        checkState(result.state, host);
        expect(replay(on, events)).toEqual(result.state);
        const end = playOn(on, { state: result.state, events, host }, picked);
        checkState(end.state, end.host);
        checkTokens(end.events, end.state);
      }),
      { numRuns: 100 },
    );
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(10);
  });
});

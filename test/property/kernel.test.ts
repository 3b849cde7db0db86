import { compile, type Event, type Input, type Program, replay, type State, start, step } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, blocks, bodyOf, roots } from '../support/blocks.ts';
import { roots as eventRoots } from '../support/events.ts';
import { freeProcesses } from '../support/free-process.ts';
import { stays } from '../support/laws.ts';
import { program, xmlOf } from '../support/process.ts';
import { by, disturbances, freeze, Host, hour, play, possible, waits, waitsOf } from '../support/schedule.ts';
import { torn } from '../support/torn-document.ts';

const choices = fc.array(fc.nat(1000), { minLength: 400, maxLength: 400, size: 'max' });
const settings = { numRuns: 40 };
const property = (what: (on: Program, picked: readonly number[], block: Block) => void) =>
  fc.assert(
    fc.asyncProperty(blocks, choices, async (block, picked) => what(await program(bodyOf(block), '', roots), picked, block)),
    settings,
  );

describe('the kernel, on random processes', () => {
  it('is a function: the same inputs give the same bytes', () =>
    property((on, picked) => {
      const once = play(on, picked, () => {});
      expect(JSON.stringify(play(on, picked, () => {}))).toBe(JSON.stringify(once));
    }));

  it('replays its events to the live state after every step, and both are plain JSON', () =>
    property((on, picked) => {
      play(on, picked.slice(0, 40), (state, events) => {
        expect(replay(on, events)).toEqual(state);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      });
    }));

  it('plays on from a stored state and a stored program', () =>
    property((on, picked) => {
      const stored: Program = JSON.parse(JSON.stringify(on));
      const live = play(on, picked.slice(0, 30), () => {});
      let state: State | undefined;
      for (const event of live.events) state = replay(stored, live.events.slice(0, event.seq));
      expect(state).toEqual(live.state);
      expect(play(stored, picked.slice(0, 30), () => {}).events).toEqual(live.events);
    }));

  it('numbers its events without a gap, and never goes back in time', () =>
    property((on, picked) => {
      const { events } = play(on, picked, () => {});
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(events.every((event, index) => event.at >= (events[index - 1]?.at ?? 0))).toBe(true);
    }));

  it('keeps every token: what enters is completed or terminated, once', () =>
    property((on, picked) => {
      const { events, state } = play(on, picked, (now) => {
        const ids = new Set(now.tokens.map(({ id }) => id));
        expect(ids.size).toBe(now.tokens.length);
        ids.add('case');
        for (const held of [
          ...now.tasks,
          ...now.timers,
          ...now.subscriptions,
          ...now.jobs,
          ...(now.calls ?? []),
          ...(now.conditions ?? []),
        ])
          expect(ids.has(held.tokenId)).toBe(true);
        for (const scope of now.scopes) expect(ids.has(scope.tokenId)).toBe(true);
        const scopes = new Set(['root', ...now.scopes.map(({ id }) => id)]);
        expect(now.tokens.every(({ scopeId }) => scopes.has(scopeId))).toBe(true);
      });
      const inside = new Map<string, number>();
      for (const event of events) {
        if (stays.begin.has(event.type) && 'tokenId' in event && event.tokenId !== undefined)
          inside.set(event.tokenId, (inside.get(event.tokenId) ?? 0) + 1);
        if (!stays.end.has(event.type) || !('tokenId' in event) || event.tokenId === undefined) continue;
        expect(inside.get(event.tokenId)).toBe(1);
        inside.set(event.tokenId, 0);
      }
      const entered = state.tokens.filter(({ via }) => via === undefined).length;
      expect([...inside.values()].reduce((sum, count) => sum + count, 0)).toBe(entered);
    }));

  it('tells its host everything: what the effects opened and closed is what is open', () =>
    property((on, picked) => {
      play(on, picked, (state, _, { open }) => {
        for (const kind of waits) expect([...open[kind]].sort()).toEqual(waitsOf(state, kind));
      });
    }));

  it('comes to its end when everything that waits happens, and leaves nothing open', () =>
    property((on, picked) => {
      const { state, inputs } = play(on, picked, () => {});
      if (inputs > picked.length) return;
      const { status, tokens, scopes, tasks, timers, subscriptions, jobs, questions, incidents } = state;
      const { calls = [], completions = [], compensations = [] } = state;
      const waiting = [tokens, scopes, tasks, timers, subscriptions, jobs, calls, questions, incidents];
      const open = [...waiting, completions, compensations];
      expect({ status, open: open.flat() }).toEqual({ status: 'completed', open: [] });
    }));

  it('takes whatever comes: each input is taken by the laws, or rejected with nothing changed', () =>
    property((on, picked) => {
      const host = new Host();
      const events: Event[] = [];
      let result = start(on, { type: 'start', at: hour, by });
      let input: Input = { type: 'start', at: hour, by };
      for (const choice of picked.slice(0, 60)) {
        if (!result.ok) throw new Error(JSON.stringify(result.rejection));
        events.push(...result.events);
        const state: State = freeze(result.state);
        host.take(input, result.effects);
        expect(replay(on, events)).toEqual(state);
        for (const kind of waits) expect([...host.open[kind]].sort()).toEqual(waitsOf(state, kind));
        if (state.status !== 'active' && state.status !== 'suspended') {
          const { tokens, scopes, tasks, timers, subscriptions, jobs, calls = [], questions } = state;
          expect([tokens, scopes, tasks, timers, subscriptions, jobs, calls, questions].flat()).toEqual([]);
        }
        const inputs = [...possible(state, state.at), ...disturbances(state, state.at), ...possible(state, state.at)];
        const next: Input = inputs[choice % inputs.length] ?? input;
        const taken = step(on, state, next);
        if (!taken.ok) {
          expect(taken.rejection).toMatchObject({ code: expect.stringMatching(/^[a-z-]+$/), message: expect.any(String) });
          expect(step(on, state, next)).toEqual(taken);
          result = { ok: true, state, events: [], effects: [] };
          continue;
        }
        input = next;
        result = taken;
      }
    }));

  it('compiles the same model to the same program', () =>
    fc.assert(
      fc.asyncProperty(blocks, async (block) => {
        const [one, two] = [await program(bodyOf(block), '', roots), await program(bodyOf(block), '', roots)];
        expect(two).toEqual(one);
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      }),
      { numRuns: 20 },
    ));
});

describe('the compiler', () => {
  it('never throws on a model that can be read, whatever that lost', async () => {
    const losses = fc.record({ seed: fc.nat(), oneIn: fc.integer({ min: 4, max: 200 }) });
    const seen = { compiled: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(freeProcesses, losses, async (body, { seed, oneIn }) => {
        let asked = seed;
        const isLost = (): boolean => {
          asked = (Math.imul(asked, 1_664_525) + 1_013_904_223) >>> 0;
          return (asked >>> 8) % oneIn === 0;
        };
        const { model } = await readXml(torn(xmlOf(body, '', eventRoots), isLost));
        for (const { id } of model.processes) {
          const compiled = compile(model, { processId: id });
          seen[compiled.ok ? 'compiled' : 'refused']++;
          if (compiled.ok) expect(compiled.value.hash).toMatch(/^[0-9a-f]{64}$/);
          else expect(compiled.problems).not.toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
    expect(Math.min(seen.compiled, seen.refused)).toBeGreaterThan(0);
  });

  it('says that there is nothing to compile', async () => {
    const { model } = await readXml('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"/>');
    expect(compile(model)).toMatchObject({ ok: false, problems: [{ code: 'process-not-found' }] });
  });
});

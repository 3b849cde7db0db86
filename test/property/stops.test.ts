import {
  type Event,
  type Input,
  type Program,
  replay,
  type State,
  type Stop,
  start,
  step,
  stoppedElements,
} from '@fortnight/shared/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocks, bodyOf, roots } from '../support/blocks.ts';
import { roots as eventRoots } from '../support/events.ts';
import { freeProcesses } from '../support/free-process.ts';
import { checkState, checkTokens } from '../support/laws.ts';
import { program } from '../support/process.ts';
import { by, Host, hour, possible } from '../support/schedule.ts';

const choices = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 80, size: 'max' });
/** Fewer than any loop that is no defect takes to its end. */
const mostInputs = 3_000;

/** Plays a case while steps are stopped and go on again, then lets all go on; answers where it comes to rest. */
function playStopped(on: Program, picked: readonly number[], isBounded: boolean): State {
  const host = new Host();
  const events: Event[] = [];
  /** By token: where a flow has led it that it has not entered. */
  const arriving = new Map<string, string>();
  let stops: readonly Stop[] = [];
  let stopCount = 0;
  let state: State | undefined;
  const take = (given: Input): boolean => {
    const input = { ...given, ...(stops.length > 0 && { stops }) };
    const result = state ? step(on, state, input) : start(on, input as Extract<Input, { type: 'start' }>);
    if (!result.ok) return false;
    const shut = stoppedElements(on, stops);
    for (const event of result.events) {
      if (event.type === 'elementCompleted') expect(shut.has(event.elementId), `${event.elementId} was passed`).toBe(false);
      if (event.type === 'flowTaken') {
        const passed = shut.has(event.sourceId) && shut.get(event.sourceId)?.elements?.includes(event.sourceId);
        expect(passed ?? false, `${event.sourceId} was left`).toBe(false);
      }
      if (event.type === 'flowTaken') arriving.set(event.tokenId, event.targetId);
      if (event.type === 'elementEntered' && arriving.get(event.tokenId) === event.elementId) {
        expect(shut.has(event.elementId), `${event.elementId} was entered`).toBe(false);
        arriving.delete(event.tokenId);
      }
    }
    events.push(...result.events);
    state = result.state;
    host.take(input, result.effects);
    checkState(state, host);
    return true;
  };
  const goOn = (): void => {
    for (;;) {
      const waiting = state?.incidents.find(({ stop }) => stop !== undefined && !stops.some(({ id }) => id === stop));
      if (!waiting || !state || !take({ type: 'resolveIncident', at: state.at, incidentId: waiting.id, by: { userId: null } }))
        return;
    }
  };
  take({ type: 'start', at: hour, by, variables: { n: 3, ready: false } });
  for (const choice of picked) {
    if (!state || state.tokens.length > 200 || events.length > 3_000) break;
    const element = on.elements[Math.floor(choice / 7) % on.elements.length];
    if (choice % 7 === 0 && element) {
      stopCount += 1;
      stops = [...stops, { id: `stop${stopCount}`, reason: 'a new rule.', ...(choice % 5 > 0 && { elements: [element.id] }) }];
    } else if (choice % 7 === 1) {
      stops = stops.slice(1);
      goOn();
    } else {
      const inputs = possible(state, state.at);
      const next = inputs[Math.floor(choice / 7) % Math.max(inputs.length, 1)];
      if (next) take(next);
    }
  }
  stops = [];
  goOn();
  for (let inputs = 0; isBounded && state && inputs < mostInputs; inputs++) {
    // A condition that turns, or a message beside the work, may begin more work each time: they come last.
    const open = possible(state, state.at);
    const next =
      open[0]?.type === 'completeTask' || open[0]?.type === 'completeJob' ? open[0] : open[inputs % Math.max(open.length, 1)];
    if (!next || !take(next)) break;
  }
  if (!state) throw new Error('nothing began');
  expect(replay(on, events)).toEqual(state);
  checkTokens(events, state);
  expect(state.incidents.filter(({ stop }) => stop !== undefined)).toEqual([]);
  return state;
}

describe('a stop', () => {
  it('is passed by nobody, and once it ends each case comes to its end', () =>
    fc.assert(
      fc.asyncProperty(blocks, choices, async (block, picked) => {
        const { status, tokens, incidents } = playStopped(await program(bodyOf(block), '', roots), picked, true);
        expect({ status, tokens, incidents }).toEqual({ status: 'completed', tokens: [], incidents: [] });
      }),
      { numRuns: 40 },
    ));

  it('keeps the laws on processes of any shape', () =>
    fc.assert(
      fc.asyncProperty(freeProcesses, choices, async (body, picked) => {
        playStopped(await program(body, '', eventRoots), picked, false);
      }),
      { numRuns: 40 },
    ));
});

/** The kernel's laws on one random run, as one check that throws what it found: for the property tests and the long search. */
import { type Event, type Input, type Program, replay, type State, type StepResult, start, step } from '@fortnight/shared/kernel';
import { by, disturbances, Host, hour, possible, waits, waitsOf } from './schedule.ts';

/** Errors: throws where a law does not hold, with what was expected and found. */
class LawBroken extends Error {}

const demand = (holds: boolean, law: string): void => {
  if (!holds) throw new LawBroken(law);
};
const same = (one: unknown, other: unknown, law: string): void => {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  demand(left === right, `${law}\n  expected ${left.slice(0, 2_000)}\n  found    ${right.slice(0, 2_000)}`);
};

/** What begins a token's stay at an element, and what ends it. */
export const stays: { readonly begin: ReadonlySet<string>; readonly end: ReadonlySet<string> } = {
  begin: new Set(['elementEntered', 'compensationStarted']),
  end: new Set(['elementCompleted', 'elementTerminated', 'compensationCompleted', 'compensationTerminated']),
};

/** What is kept of completed activities can be compensated, and what is compensated has somebody at it. */
function checkCompensation({ tokens, scopes, completions = [], compensations = [] }: State): void {
  const known = new Set(['root', ...scopes.map(({ id }) => id), ...completions.map(({ ownScopeId }) => ownScopeId)]);
  for (const { id, scopeId } of completions) demand(known.has(scopeId), `${id} was completed in ${scopeId}, which is forgotten`);
  const open = new Set(compensations.map(({ id }) => id));
  for (const { id, tokenId } of compensations) {
    demand(
      tokens.some(({ compensation }) => compensation === id),
      `${id} is under way, and nothing is compensated for it`,
    );
    demand(tokenId === undefined || tokens.some((token) => token.id === tokenId), `${id} has nobody left who waits for it`);
  }
  for (const { id, compensation } of tokens)
    demand(compensation === undefined || open.has(compensation), `token ${id} is compensated for ${compensation}, which is over`);
}

/** What holds of every state, whatever led there. */
export function checkState(state: State, { open }: Host): void {
  const { tokens, scopes, tasks, timers, subscriptions, jobs, calls = [], questions, conditions = [] } = state;
  const ids = new Set(tokens.map(({ id }) => id));
  demand(ids.size === tokens.length, 'a token is at one place');
  const scopeIds = new Set(['root', ...scopes.map(({ id }) => id)]);
  for (const { id, scopeId } of tokens) demand(scopeIds.has(scopeId), `token ${id} runs in the dead scope ${scopeId}`);
  for (const { id, tokenId } of scopes) demand(ids.has(tokenId), `scope ${id} is open, and its token ${tokenId} is gone`);
  ids.add('case');
  for (const { id, tokenId } of [...tasks, ...timers, ...subscriptions, ...jobs, ...calls, ...conditions, ...questions])
    demand(ids.has(tokenId), `${id} waits for the token ${tokenId}, which is gone`);
  for (const kind of waits) same([...open[kind]].sort(), waitsOf(state, kind), `the effects tell which ${kind} are open`);
  checkCompensation(state);
  if (state.status === 'active' || state.status === 'suspended') return;
  const { completions = [], compensations = [] } = state;
  same(
    [tokens, scopes, tasks, timers, subscriptions, jobs, calls, questions, conditions, completions, compensations].flat(),
    [],
    'what is over leaves nothing open',
  );
}

/** Each entry of a token is ended once, by completion or termination. */
export function checkTokens(events: readonly Event[], state: State): void {
  const inside = new Set<string>();
  for (const event of events) {
    if (!('tokenId' in event) || event.tokenId === undefined || !('elementId' in event)) continue;
    if (stays.begin.has(event.type)) {
      demand(!inside.has(event.tokenId), `${event.tokenId} entered ${event.elementId} and was inside already`);
      inside.add(event.tokenId);
    } else if (stays.end.has(event.type))
      demand(inside.delete(event.tokenId), `${event.tokenId} left ${event.elementId} and was not inside`);
  }
  same([...inside].sort(), state.tokens.flatMap(({ id, via }) => (via === undefined ? [id] : [])).sort(), 'tokens are conserved');
}

const mostTokens = 400;
const mostEvents = 5_000;

/**
 * Plays one run by its choices, among what could happen and what should not, and holds every law against it.
 *
 * Answers how many inputs were taken. `checksReplay` says after which the whole history is replayed: that costs most.
 */
export function checkRun(on: Program, choices: readonly number[], checksReplay: (taken: number) => boolean): number {
  const host = new Host();
  const events: Event[] = [];
  let taken = 0;
  const absorb = (input: Input, { state, events: more, effects }: Extract<StepResult, { ok: true }>): State => {
    events.push(...more);
    host.take(input, effects);
    checkState(state, host);
    if (checksReplay(taken)) same(replay(on, events), state, 'replay gives the live state');
    taken += 1;
    return state;
  };
  const begin: Input = { type: 'start', at: hour, by, variables: { n: 3, ready: false } };
  const started = start(on, begin);
  if (!started.ok) throw new LawBroken(`the start was refused: ${started.rejection.message}`);
  let state = absorb(begin, started);
  for (const choice of choices) {
    // A loop that forks doubles its tokens with each round, one that only the bound ends fills the history with each input; and
    // every check here reads all of them.
    if (state.tokens.length > mostTokens || events.length > mostEvents) break;
    const inputs = choice % 5 === 0 ? disturbances(state, state.at) : possible(state, state.at);
    const next = inputs[Math.floor(choice / 5) % Math.max(inputs.length, 1)];
    if (!next) break;
    const before = JSON.stringify(state);
    const stepped = step(on, state, next);
    demand(JSON.stringify(state) === before, `${next.type} changed the state that it was given`);
    if (!stepped.ok || choice % 7 === 0) same(step(on, state, next), stepped, 'the same input gives the same bytes');
    if (stepped.ok) state = absorb(next, stepped);
  }
  same(replay(on, events), state, 'replay gives the live state');
  same(JSON.parse(JSON.stringify(state)), state, 'the state is plain JSON');
  checkTokens(events, state);
  return taken;
}

import type { Event, Program, State } from '@fortnight/shared/kernel';
import type { Command } from '@fortnight/shared/simulation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hour, Play } from '../support/case.ts';
import { program } from '../support/process.ts';
import { type SalesBlock, salesBlocks, salesBody } from '../support/sales-blocks.ts';

type Choose = <T>(from: readonly T[]) => T | undefined;
const people = ['rep', 'lead', 'boss', 'cfo', 'cfo2', 'law'];

/** A command out of what somebody might try, rightly or not. */
function command(played: Play, choose: Choose): Command | undefined {
  const { state } = played;
  const by = played.by(choose(people) ?? 'rep');
  const task = choose(state.tasks);
  const complete = Array.from({ length: 8 }, () => 'complete');
  const what = choose([...complete, 'wait', 'set', 'claim', 'host', 'resolve', 'pass', 'delegate', 'withdraw']);
  if (what === 'set')
    return { type: 'setVariables', by, variables: { fine: choose([true, false]) ?? true, way: choose([1, 2]) ?? 1 } };
  if (what === 'resolve') return { type: 'resolveIncident', by, incidentId: choose(state.incidents)?.id ?? 'i0' };
  // What would pass a checkpoint if anything did: its result, written by a caller.
  if (what === 'pass') return { type: 'setVariables', by, variables: { checkpoint1r: { outcome: 'passed' } } };
  if (!task) return undefined;
  if (what === 'claim') return { type: 'claimTask', taskId: task.id, by };
  if (what === 'delegate') return { type: 'delegateTask', taskId: task.id, by, to: choose(people) ?? 'rep' };
  if (what === 'withdraw') {
    const at = state.tokens.find(({ id }) => id === task.tokenId)?.element ?? 0;
    return { type: 'withdraw', by, elementId: played.program.elements[at]?.id ?? '', reason: 'because' };
  }
  const host = what === 'host' ? { by: { userId: null, privileged: true } } : { by };
  const outcome = choose(
    task.kind === 'review' ? ['clear', 'clear', 'reject'] : task.kind ? ['ok', 'ok', 'no', 'back'] : [undefined],
  );
  const steps = played.program.elements.filter(({ id }) => id.startsWith('step'));
  return {
    type: 'completeTask',
    taskId: task.id,
    ...host,
    comment: 'because',
    ...(outcome === undefined ? {} : { outcome }),
    ...(outcome === 'back' ? { to: choose(steps)?.id ?? '', return: choose(['again', 'direct'] as const) ?? 'again' } : {}),
    ...(outcome === 'clear' ? { evidence: choose([true, false]) ? [{ id: 'proof', fileId: 'f' }] : [] } : {}),
  };
}

/** Plays a walk; whatever is refused changed nothing (`Play.refused` says so elsewhere). */
async function walk(blocks: readonly SalesBlock[], tape: readonly number[]): Promise<Play> {
  let at = 0;
  const choose: Choose = (from) => from[(tape[at++ % tape.length] ?? 0) % Math.max(1, from.length)];
  const played = Play.start(await program(salesBody(blocks)), { fine: true, way: 1 });
  while (at < tape.length && played.state.status === 'active') {
    const next = command(played, choose);
    if (next) played.attempt(next);
    else played.advance(hour);
  }
  return played;
}

const walks = fc.tuple(salesBlocks, fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 250 }));
const law = (check: (played: Play) => void) =>
  fc.assert(
    fc.asyncProperty(walks, async ([blocks, tape]) => check(await walk(blocks, tape))),
    { numRuns: 60 },
  );

/** Places that can be reached, each element with a way in and a way out; `closed` lets nobody out but at its borders. */
function reachable(on: Program, from: readonly string[], closed?: string): Set<string> {
  const ids = new Map(on.elements.map((element) => [element.index, element]));
  const after = (place: string): string[] => {
    const [way = '', index = ''] = place.split(' ');
    const element = ids.get(Number(index));
    if (!element) return [];
    const inside = on.elements.filter(({ parent }) => parent === element.index);
    if (way === 'in') {
      const starts = inside.filter(({ kind }) => kind === 'startEvent').map((start) => `in ${start.index}`);
      const borders = (element.boundaries ?? []).map((boundary) => `in ${boundary}`);
      const through = inside.length > 0 || element.id === closed ? [] : [`out ${index}`];
      return [...starts, ...borders, ...through];
    }
    const flows = element.outgoing.map((flow) => `in ${on.flows[flow]?.target}`);
    const isLast = flows.length === 0 && element.parent >= 0 && element.plan.end === undefined;
    return isLast ? [`out ${element.parent}`] : flows;
  };
  const seen = new Set(from);
  for (const place of seen) for (const then of after(place)) seen.add(then);
  return seen;
}

describe('the laws of the sales elements, on random walks of random processes', () => {
  it('never skips a checkpoint: whatever lies behind it is entered only once it was passed', () =>
    law((played) => {
      const on = played.program;
      const index = (id: string) => on.elements.findIndex((element) => element.id === id);
      const start = [`in ${index('s')}`];
      const checkpoints = on.elements.filter(({ variant }) => variant === 'checkpoint');
      const open = new Map(checkpoints.map(({ id }) => [id, reachable(on, start, id)]));
      const passed = new Set<string>();
      for (const event of played.host.events) {
        if (event.type === 'sentBack') {
          const behind = reachable(on, [`in ${index(event.to)}`]);
          for (const { id, index: at } of checkpoints) if (behind.has(`in ${at}`)) passed.delete(id);
        }
        if (event.type === 'checkpointDecided' && event.result.outcome !== 'rejected') passed.add(event.elementId);
        if (event.type !== 'elementEntered' && event.type !== 'instanceCompleted') continue;
        const id = event.type === 'elementEntered' ? event.elementId : (event.elementId ?? '');
        if (id === '') continue;
        const owed = checkpoints.filter((one) => one.id !== id && !open.get(one.id)?.has(`in ${index(id)}`));
        for (const checkpoint of owed) expect(passed.has(checkpoint.id), `${checkpoint.id} before ${id}`).toBe(true);
        if (checkpoints.some((one) => one.id === id)) passed.delete(id);
      }
      expect(new Set(played.state.passed ?? [])).toEqual(passed);
    }));

  it('conserves votes: each that was cast is in one result, and only those', () =>
    law((played) => {
      const cast = new Map<string, string[]>();
      for (const event of played.host.events) {
        if (event.type === 'approvalOpened') cast.set(event.tokenId, []);
        if (event.type === 'voteCast') cast.get(event.tokenId)?.push(`${event.by.userId} ${event.outcome}`);
        // Ended with the scope around it: nothing is decided any more.
        if (event.type === 'elementTerminated') cast.delete(event.tokenId);
        if (event.type !== 'approvalDecided') continue;
        const votes = event.result.votes as readonly { by: string; outcome: string }[];
        expect(votes.map(({ by, outcome }) => `${by} ${outcome}`)).toEqual(cast.get(event.tokenId));
        expect(new Set(votes.map(({ by }) => by)).size).toBe(votes.length);
        cast.delete(event.tokenId);
      }
      const open = (played.state.approvals ?? []).map(({ tokenId }) => tokenId);
      if (played.state.status === 'active') expect([...cast.keys()].sort()).toEqual(open.toSorted());
    }));

  it('closes what it opens: tasks once, visits once, and nothing stays behind at the end', () =>
    law((played) => {
      const { state } = played;
      const { events } = played.host;
      const ids = (...types: Event['type'][]) =>
        events.flatMap((event) => (types.includes(event.type) && 'taskId' in event ? [event.taskId] : []));
      const closed = ids('taskCompleted', 'taskCancelled');
      expect(new Set(closed).size).toBe(closed.length);
      expect([...closed, ...state.tasks.map(({ id }) => id)].sort()).toEqual(ids('taskOpened').toSorted());
      for (const { id } of played.program.elements.filter(({ variant }) => variant === 'stage')) {
        const visits = (type: 'stageEntered' | 'stageLeft') => played.all(type).filter((event) => event.elementId === id);
        const entered = visits('stageEntered').map(({ visit }) => visit);
        expect(entered).toEqual(entered.map((_, position) => position + 1));
        const left = visits('stageLeft').map(({ visit }) => visit);
        expect(new Set(left).size).toBe(left.length);
        expect(entered.length - left.length).toBe(openVisits(played.program, state, id));
      }
      expect(state.questions).toEqual([]);
      if (state.status !== 'active') expect({ ...state, tokens: [], tasks: [], timers: [], scopes: [] }).toEqual(state);
    }));
});

const openVisits = (on: Program, { scopes, tokens }: State, id: string): number =>
  scopes.filter(({ visit, tokenId }) => {
    const element = tokens.find((token) => token.id === tokenId)?.element;
    return visit !== undefined && on.elements[element ?? -1]?.id === id;
  }).length;

/** Moves tokens until every one waits, within a bound. */
import { readConditions } from './definitions/conditional.ts';
import { deliverThrown } from './definitions/signal.ts';
import { enter } from './parts/enter.ts';
import { leave } from './parts/leave.ts';
import { activeIn, enterBody } from './parts/repetition/index.ts';
import { retry } from './parts/retry.ts';
import type { Move, Run } from './parts/run.ts';
import { beginWork } from './parts/work.ts';
import type { ProgramElement } from './program.ts';
import { firstHaving, having } from './queries/lookup.ts';
import type { Token } from './state.ts';

/**
 * How many elements one step may enter before it counts as a loop: in one scope; and in all, with more for each run of a
 * multi-instance activity, since ten thousand of them that go on at once are no loop. And how many such runs it may begin.
 */
const loopBound = 1000;
const enterBoundEach = 20;
const runBound = 20_000;

/** Past the bound, each token that still moves gets an incident. A rejection ends it at once. */
export function settle(run: Run): void {
  const count = new Count(run);
  for (;;) {
    // Not shifted one by one: that moves all that are behind.
    for (let next = 0; next < run.moves.length && !run.rejection; next++) {
      const move = run.moves[next];
      const token = move && run.token(move.tokenId);
      if (!move || !token) continue;
      run.unsettled?.add(token.scopeId);
      count.add(token, move);
      if (move.phase === 'arrive' && count.isPast(token))
        run.raise(token, 'loop-bound', `More than ${loopBound} elements were entered without a wait.`, 'arrive');
      else if (!run.standsStill(token, move.unguarded ? 'place' : retries[move.phase])) advance(run, token, move);
    }
    run.moves.length = 0;
    if (run.rejection) return;
    if (!join(run) && !deliverThrown(run) && !readConditions(run) && !retryRead(run)) return;
  }
}

/** How a move is tried again that met a stop. */
const retries = { arrive: 'arrive', work: 'begin', leave: 'complete' } as const;

class Count {
  private readonly run: Run;
  private readonly inScope = new Map<string, number>();
  private entered = 0;
  private runs = 0;
  private active: number | undefined;

  constructor(run: Run) {
    this.run = run;
  }

  /** What compensates a run counts as the run did. */
  add(token: Token, { phase }: Move): void {
    if (phase === 'leave') return;
    if (token.loopCounter !== undefined || this.isHandler(token)) this.runs++;
    else if (phase === 'arrive') {
      this.entered++;
      this.inScope.set(token.scopeId, (this.inScope.get(token.scopeId) ?? 0) + 1);
    }
  }

  isPast({ scopeId }: Token): boolean {
    if (this.runs > runBound || (this.inScope.get(scopeId) ?? 0) > loopBound) return true;
    if (this.entered <= loopBound) return false;
    this.active ??= this.run.draft.scopes.reduce((sum, { loop }) => sum + (loop ? activeIn(loop) : 0), 0);
    return this.entered > loopBound + enterBoundEach * Math.max(this.runs, this.active);
  }

  private isHandler({ scopeId }: Token): boolean {
    const { run } = this;
    if (run.draft.compensations === undefined) return false;
    return run.ownerOf(scopeId)?.compensation !== undefined;
  }
}

/** Lets one join go on that waited until nothing else moves; its tokens may change what the next one sees. */
function join(run: Run): boolean {
  if (!run.unsettled) return false;
  for (const scopeId of run.unsettled) {
    for (const token of having(run.draft.tokens, 'before', scopeId)) {
      // One that an incident stopped waits for that: a join would lead it on around the loop that it is to end.
      if (firstHaving(run.draft.incidents, 'token', token.id)) continue;
      const element = run.element(token.element);
      if (run.handler(element).join && run.standsStill(token, 'arrive')) continue;
      if (run.handler(element).join?.(run, token, element) === true) return true;
    }
    run.unsettled.delete(scopeId);
  }
  return false;
}

function advance(run: Run, token: Token, move: Move): void {
  const element = run.element(token.element);
  const handler = run.handler(element);
  if (move.phase === 'work') beginWork(run, token);
  else if (move.phase === 'leave') leave(run, token);
  else if (handler.arrive) handler.arrive(run, token, element);
  else arrive(run, token, move);
}

function arrive(run: Run, token: Token, move: Move): void {
  const element = run.element(token.element);
  const handler = run.handler(element);
  const consumes = gather(run, token, element);
  if (!consumes) return;
  if (!move.unguarded && handler.beforeEnter && !handler.beforeEnter(run, token, element)) return;
  const { loop } = element.plan;
  const entered = loop ? enterBody(run, token, element, loop, consumes) : enter(run, token, { consumes });
  if (entered) beginWork(run, entered);
}

const alone: readonly string[] = [];

/** The tokens that it begins with beside this one; undefined where it waits for more of them. */
function gather(run: Run, token: Token, { plan: { startQuantity = 1 }, index }: ProgramElement): readonly string[] | undefined {
  if (startQuantity === 1 || token.via === -1) return alone;
  const others = having(run.draft.tokens, 'place', token.scopeId, index).filter(
    ({ id, via }) => via !== undefined && id !== token.id,
  );
  return others.length < startQuantity - 1 ? undefined : others.slice(0, startQuantity - 1).map(({ id }) => id);
}

/** Tries incidents again whose rule reads a variable that this step wrote after they were raised. */
function retryRead(run: Run): boolean {
  let tried = false;
  if (run.writes.length === 0) return false;
  for (const incident of [...run.draft.incidents]) {
    const { reads } = incident;
    // One that was tried before may have ended what this one stopped.
    if (!reads || !firstHaving(run.draft.incidents, 'id', incident.id)) continue;
    const raisedBy = Number(incident.id.slice(1));
    const isRead = run.writes.some(
      ({ seq, variables }) => seq > raisedBy && reads.some((name) => Object.hasOwn(variables, name)),
    );
    if (!isRead) continue;
    tried = true;
    // What waited at a border tries by itself now: where it is refused again, the write that led here still stands.
    run.isCommand = false;
    retry(run, incident, { reason: 'a variable that it reads was set' });
  }
  return tried;
}

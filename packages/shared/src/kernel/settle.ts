/** Moves tokens until every one waits, within a bound. */
import { readConditions } from './definitions/conditional.ts';
import { deliverThrown } from './definitions/signal.ts';
import { enter } from './parts/enter.ts';
import { leave } from './parts/leave.ts';
import { enterBody } from './parts/multi-instance.ts';
import type { Move, Run } from './parts/run.ts';
import { beginWork } from './parts/work.ts';
import type { ProgramElement } from './program.ts';
import { retry } from './retry.ts';
import type { Token } from './state.ts';

/** How many elements one step may enter before it counts as a loop, and how many runs of multi-instance activities. */
const loopBound = 1000;
const workBound = 20_000;

/** Past the bound, each token that still moves gets an incident. A rejection ends it at once. */
export function settle(run: Run): void {
  let [entered, worked] = [0, 0];
  for (;;) {
    for (let move = run.moves.shift(); move && !run.rejection; move = run.moves.shift()) {
      const token = run.token(move.tokenId);
      if (!token) continue;
      if (move.phase === 'work' || isHandler(run, token)) worked++;
      else if (move.phase === 'arrive') entered++;
      if (move.phase === 'arrive' && (entered > loopBound || worked > workBound))
        run.raise(token, 'loop-bound', `More than ${loopBound} elements were entered without a wait.`, 'arrive');
      else advance(run, token, move);
    }
    if (run.rejection) return;
    if (!join(run) && !deliverThrown(run) && !readConditions(run) && !retryRead(run)) return;
  }
}

/** What compensates a run counts as the run did. */
const isHandler = (run: Run, { scopeId }: Token): boolean =>
  run.draft.compensations !== undefined && run.token(run.scope(scopeId)?.tokenId ?? '')?.compensation !== undefined;

/** Lets one join go on that waited until nothing else moves; its tokens may change what the next one sees. */
function join(run: Run): boolean {
  return run.draft.tokens.some((token) => {
    if (token.via === undefined) return false;
    const element = run.element(token.element);
    return run.handler(element).join?.(run, token, element) === true;
  });
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
  const others = run.draft.tokens.filter(
    ({ id, element, scopeId, via }) => element === index && scopeId === token.scopeId && via !== undefined && id !== token.id,
  );
  return others.length < startQuantity - 1 ? undefined : others.slice(0, startQuantity - 1).map(({ id }) => id);
}

/** Tries incidents again whose rule reads a variable that this step wrote after they were raised. */
function retryRead(run: Run): boolean {
  let tried = false;
  for (const incident of [...run.draft.incidents]) {
    const { reads } = incident;
    // One that was tried before may have ended what this one stopped.
    if (!reads || !run.draft.incidents.includes(incident)) continue;
    const raisedBy = Number(incident.id.slice(1));
    const isRead = run.events.some(
      (event) =>
        event.type === 'variablesSet' && event.seq > raisedBy && reads.some((name) => Object.hasOwn(event.variables, name)),
    );
    if (!isRead) continue;
    tried = true;
    // What waited at a border tries by itself now: where it is refused again, the write that led here still stands.
    run.isCommand = false;
    retry(run, incident, { reason: 'a variable that it reads was set' });
  }
  return tried;
}

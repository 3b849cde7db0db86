/** Moves tokens until every one waits, within a bound. */
import { armBoundaries, enter } from './parts/enter.ts';
import { leave } from './parts/leave.ts';
import type { Move, Run } from './parts/run.ts';
import { retry } from './retry.ts';
import type { Token } from './state.ts';

/** How many elements one step may enter before it counts as a loop. */
const loopBound = 1000;

/** Past the bound, each token that still moves gets an incident. A rejection ends it at once. */
export function settle(run: Run): void {
  let moved = 0;
  for (;;) {
    for (let move = run.moves.shift(); move && !run.rejection; move = run.moves.shift()) {
      const token = run.token(move.tokenId);
      if (!token) continue;
      if (move.phase === 'arrive') moved += 1;
      if (moved > loopBound && move.phase === 'arrive')
        run.raise(token, 'loop-bound', `More than ${loopBound} elements were entered without a wait.`, 'arrive');
      else advance(run, token, move);
    }
    if (run.rejection || run.draft.incidents.length === 0) return;
    if (!retryRead(run)) return;
  }
}

function advance(run: Run, token: Token, move: Move): void {
  const element = run.element(token.element);
  const handler = run.handler(element);
  if (move.phase === 'work') work(run, token);
  else if (move.phase === 'leave') leave(run, token);
  else if (handler.arrive) handler.arrive(run, token, element);
  else arrive(run, token, move);
}

function arrive(run: Run, token: Token, move: Move): void {
  const element = run.element(token.element);
  const handler = run.handler(element);
  if (!move.unguarded && handler.beforeEnter && !handler.beforeEnter(run, token, element)) return;
  const entered = enter(run, token);
  if (entered) work(run, entered);
}

function work(run: Run, token: Token): void {
  const element = run.element(token.element);
  if (armBoundaries(run, token)) run.handler(element).work(run, token, element);
}

/** Tries incidents again whose rule reads a variable that this step wrote after they were raised. */
function retryRead(run: Run): boolean {
  let tried = false;
  for (const incident of run.draft.incidents) {
    const { reads } = incident;
    if (!reads) continue;
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

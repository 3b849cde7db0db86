/** The process or sub-process whose scope it is: who holds what waits for all of it, and which event sub-processes it has. */
import { caseToken, type Token } from '../state.ts';
import type { Run } from './run.ts';

export interface ContainerAt {
  /** Holds what the starts of the event sub-processes wait for; undefined once it is gone. */
  readonly holder: Token | undefined;
  readonly eventStarts: readonly number[];
}

const none: readonly number[] = [];

export function containerOf(run: Run, scopeId: string): ContainerAt {
  const scope = run.scope(scopeId);
  if (!scope) return { holder: caseToken, eventStarts: run.program.eventStarts ?? none };
  const holder = run.token(scope.tokenId);
  // The body around the runs of a multi-instance activity contains runs alone, and what is compensated is over.
  const eventStarts =
    holder && !scope.loop && holder.compensation === undefined ? run.element(holder.element).plan.eventStarts : undefined;
  return { holder, eventStarts: eventStarts ?? none };
}

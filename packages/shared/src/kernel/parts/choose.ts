/** Which flows a token takes out of an element, and why (BPMN 2.0.2, 13.3.1 and 13.4). */
import type { Json } from '../../base/index.ts';
import type { Expression } from '../../expression/index.ts';
import type { FlowTaken } from '../event.ts';
import type { Actor } from '../input.ts';
import type { ProgramElement, ProgramFlow } from '../program.ts';
import type { Token } from '../state.ts';
import type { Run } from './run.ts';

/** `all` ignores conditions (parallel gateway), `first` takes one (exclusive), `each` every true one (BPMN 2.0.2, 13.3.1). */
export type Choice = 'all' | 'first' | 'each';

/** A flow that is taken, and why where there was a choice. */
export interface Way {
  readonly flow: ProgramFlow;
  readonly because?: Because;
}
type Because = NonNullable<FlowTaken['because']>;

/** Answers the flows to take; undefined leaves an incident. */
export function choose(run: Run, token: Token, element: ProgramElement, by?: Actor): readonly Way[] | undefined {
  const choice = run.handler(element).leaves;
  const taken: Way[] = [];
  for (const index of element.outgoing) {
    const flow = run.program.flows[index];
    if (!flow || (choice !== 'all' && index === element.defaultFlow)) continue;
    if (choice === 'all' || !flow.condition) taken.push({ flow });
    else {
      const answer = run.evaluate(flow.condition, token.scopeId, element.plan.activation && { waitingForStart: true });
      if (!answer.ok) {
        run.raise(token, 'expression-failed', `The condition of ${flow.id} failed: ${answer.message}`, 'leave', doneBy(by));
        return undefined;
      }
      if (answer.value !== true) continue;
      taken.push({ flow, because: becauseOf(run, flow.condition, token.scopeId) });
    }
    if (choice === 'first') return taken;
  }
  if (taken.length > 0 || element.outgoing.length === 0) return taken;
  const fallback = element.defaultFlow === undefined ? undefined : run.program.flows[element.defaultFlow];
  if (fallback) return [{ flow: fallback }];
  const message = `No condition out of ${element.name ?? element.id} is true, and it has no default flow.`;
  run.raise(token, 'no-flow-taken', message, 'leave', doneBy(by));
  return undefined;
}

/** What the condition read, short values alone: the history tells why, and repeats no documents. */
function becauseOf(run: Run, { text, reads }: Expression, scopeId: string): Because {
  const values: Record<string, Json> = {};
  for (const name of reads) {
    const value = run.variable(name, scopeId);
    if (value === undefined || (typeof value === 'object' && value !== null)) continue;
    if (typeof value !== 'string' || value.length <= 200) values[name] = value;
  }
  return { condition: text, values };
}

/** Who completed the work stands in the incident that stopped it: the next step is still requested by them. */
export const doneBy = (by: Actor | undefined): { readonly doneBy?: Actor } => (by === undefined ? {} : { doneBy: by });

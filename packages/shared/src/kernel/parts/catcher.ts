/** Who catches what is thrown outward: the nearest that waits for it, by its code before by none (BPMN 2.0.2, 10.5.1 and 10.5.6). */
import type { JsonObject } from '../../base/index.ts';
import type { DefinitionKind, ProgramElement } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { Token } from '../state.ts';
import { containerOf } from './container.ts';
import type { Run } from './run.ts';
import type { Waiting } from './waiting.ts';

/** What was thrown happens at who catches it. */
export function trigger(run: Run, { holder, element, definition }: Waiting, variables: JsonObject | undefined): void {
  run.handler(element).trigger?.(run, holder, element, { definition, ...(variables ? { variables } : {}) });
}

/** At each level outward: the boundary events of the activity, then the event sub-processes beside it. */
export function catcherOf(run: Run, token: Token, kind: DefinitionKind, code: string): Waiting | undefined {
  for (let host: Token | undefined = token; host; host = outOf(run, host)) {
    // The boundary events of a multi-instance run are its body's; those of what is compensated are over.
    const isHost = host.loopCounter === undefined && host.compensation === undefined;
    const boundaries = isHost ? (run.element(host.element).boundaries ?? []) : [];
    const caught = among(run, boundaries, host, kind, code) ?? besides(run, host, kind, code);
    if (caught) return caught;
  }
  return undefined;
}

/** What a handler throws is thrown by whoever waits for it; where nobody does, from where the activity was completed. */
function outOf(run: Run, { scopeId }: Token): Token | undefined {
  const owner = run.ownerOf(scopeId);
  if (owner?.compensation === undefined) return owner;
  const open = firstHaving(run.draft.compensations, 'id', owner.compensation);
  return open?.tokenId === undefined ? owner : run.token(open.tokenId);
}

/** What is thrown inside of an event sub-process is not caught by those beside it. */
function besides(run: Run, host: Token, kind: DefinitionKind, code: string): Waiting | undefined {
  const { holder, eventStarts } = containerOf(run, host.scopeId);
  if (!holder || eventStarts.some((start) => run.element(start).parent === host.element)) return undefined;
  return among(run, eventStarts, holder, kind, code);
}

/** The event that names the code, else the first that names none. */
function among(run: Run, events: readonly number[], holder: Token, kind: DefinitionKind, code: string): Waiting | undefined {
  let any: Waiting | undefined;
  for (const index of events) {
    const element: ProgramElement = run.element(index);
    for (const [definition, plan] of (element.plan.definitions ?? []).entries()) {
      if (plan.kind !== kind) continue;
      const expected = 'code' in plan ? plan.code : undefined;
      if (expected === code) return { holder, element, definition };
      if (expected === undefined) any ??= { holder, element, definition };
    }
  }
  return any;
}

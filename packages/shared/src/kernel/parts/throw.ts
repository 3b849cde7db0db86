/** What is thrown outward, and who catches it: errors and escalations (BPMN 2.0.2, 10.5.1 and 10.5.6). */
import type { JsonObject } from '../../base/index.ts';
import type { Waiting } from '../definitions/definition.ts';
import { firstHaving } from '../lookup.ts';
import type { ProgramElement } from '../program.ts';
import { rootScopeId, type Token } from '../state.ts';
import { containerOf } from './container.ts';
import { endInstance } from './end-instance.ts';
import type { Run } from './run.ts';
import { terminateScope } from './terminate.ts';

type Thrown = 'errorEventDefinition' | 'escalationEventDefinition';

/** The nearest catcher outward, or the case has failed. */
export function throwError(run: Run, token: Token, errorCode: string, message?: string, variables?: JsonObject): void {
  const { id: elementId, kind: elementKind } = run.element(token.element);
  const thrown = {
    type: 'errorThrown',
    elementId,
    elementKind,
    errorCode,
    ...(message === undefined ? {} : { message }),
  } as const;
  const catcher = catcherOf(run, token, 'errorEventDefinition', errorCode);
  if (catcher) {
    run.emit({ ...thrown, caughtBy: catcher.element.id });
    trigger(run, catcher, variables);
    return;
  }
  run.emit(thrown);
  terminateScope(run, rootScopeId, 'error');
  const text = `Nothing catches the error "${errorCode}"${message === undefined ? '' : `: ${message}`}`;
  run.emit({
    type: 'incidentRaised',
    incidentId: `i${run.nextSeq}`,
    elementId,
    elementKind,
    code: 'uncaught-error',
    message: text,
  });
  endInstance(run, { type: 'instanceFailed', reason: errorCode, elementId });
}

/** The nearest catcher outward; where there is none it is on record, and whoever called this instance is told. */
export function throwEscalation(run: Run, token: Token, escalationCode: string, variables: JsonObject): void {
  const { id: elementId, kind: elementKind } = run.element(token.element);
  const catcher = catcherOf(run, token, 'escalationEventDefinition', escalationCode);
  const caught = catcher ? { caughtBy: catcher.element.id } : {};
  run.emit({ type: 'escalationThrown', elementId, elementKind, escalationCode, variables, ...caught });
  if (catcher) trigger(run, catcher, variables);
}

function trigger(run: Run, { holder, element, definition }: Waiting, variables: JsonObject | undefined): void {
  run.handler(element).trigger?.(run, holder, element, { definition, ...(variables ? { variables } : {}) });
}

/** At each level outward: the boundary events of the activity, then the event sub-processes beside it. */
function catcherOf(run: Run, token: Token, kind: Thrown, code: string): Waiting | undefined {
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
  const owner = run.token(run.scope(scopeId)?.tokenId ?? '');
  if (owner?.compensation === undefined) return owner;
  const open = firstHaving(run.draft.compensations, 'id', owner.compensation);
  return open?.tokenId === undefined ? owner : run.token(open.tokenId);
}

/** What is thrown inside of an event sub-process is not caught by those beside it. */
function besides(run: Run, host: Token, kind: Thrown, code: string): Waiting | undefined {
  const { holder, eventStarts } = containerOf(run, host.scopeId);
  if (!holder || eventStarts.some((start) => run.element(start).parent === host.element)) return undefined;
  return among(run, eventStarts, holder, kind, code);
}

/** The event that names the code, else the first that names none. */
function among(run: Run, events: readonly number[], holder: Token, kind: Thrown, code: string): Waiting | undefined {
  let any: Waiting | undefined;
  for (const index of events) {
    const element: ProgramElement = run.element(index);
    for (const [definition, plan] of (element.plan.definitions ?? []).entries()) {
      if (plan.kind !== kind) continue;
      if (plan.code === code) return { holder, element, definition };
      if (plan.code === undefined) any ??= { holder, element, definition };
    }
  }
  return any;
}

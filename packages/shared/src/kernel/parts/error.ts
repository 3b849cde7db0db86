/** A BPMN error: the nearest error boundary outward catches it, else the case has failed (BPMN 2.0.2, 10.5.1). */
import type { JsonObject } from '../../base/index.ts';
import type { EventDefinitionNode } from '../../model/index.ts';
import type { Compiling } from '../elements/handler.ts';
import type { ProgramElement } from '../program.ts';
import { rootScopeId, type Token } from '../state.ts';
import type { Run } from './run.ts';
import { terminateScope } from './terminate.ts';

/** What an error event throws or catches; without a reference it catches all. */
export function compileError(definition: EventDefinitionNode, { model }: Compiling): { readonly code?: string } {
  if (definition.errorRef === undefined) return {};
  const error = model.errors.get(definition.errorRef);
  return { code: error?.errorCode ?? error?.name ?? definition.errorRef };
}

export function throwError(run: Run, token: Token, errorCode: string, message?: string, variables?: JsonObject): void {
  const thrower = run.element(token.element);
  const thrown = {
    type: 'errorThrown',
    elementId: thrower.id,
    elementKind: thrower.kind,
    errorCode,
    ...(message === undefined ? {} : { message }),
  } as const;
  for (let host: Token | undefined = token; host; host = run.token(run.scope(host.scopeId)?.tokenId ?? '')) {
    const catcher = catcherAt(run, host, errorCode);
    if (!catcher) continue;
    run.emit({ ...thrown, caughtBy: catcher.id });
    run.handler(catcher).trigger?.(run, host, catcher, variables ? { variables } : {});
    return;
  }
  run.emit(thrown);
  terminateScope(run, rootScopeId, 'error');
  const text = `Nothing catches the error "${errorCode}"${message === undefined ? '' : `: ${message}`}`;
  const about = { elementId: thrower.id, elementKind: thrower.kind };
  run.emit({ type: 'incidentRaised', incidentId: `i${run.nextSeq}`, ...about, code: 'uncaught-error', message: text });
  run.emit({ type: 'instanceFailed', reason: errorCode, elementId: thrower.id });
}

/** The boundary that names the code, else the one that names none. A multi-instance run has none: they are its body's. */
function catcherAt(run: Run, host: Token, errorCode: string): ProgramElement | undefined {
  if (host.loopCounter !== undefined) return undefined;
  let any: ProgramElement | undefined;
  for (const index of run.element(host.element).boundaries ?? []) {
    const boundary = run.element(index);
    const { error } = boundary.plan;
    if (error?.code === errorCode) return boundary;
    if (error && error.code === undefined) any ??= boundary;
  }
  return any;
}

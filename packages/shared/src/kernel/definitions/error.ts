/** An error: the nearest catcher outward, by its code before by none, goes on; where there is none the case fails (BPMN 2.0.2, 10.5.1, 10.5.6). */
import type { JsonObject } from '../../base/index.ts';
import { about } from '../parts/about.ts';
import { catcherOf, trigger } from '../parts/catcher.ts';
import { endInstance } from '../parts/end-instance.ts';
import type { Run } from '../parts/run.ts';
import { terminateScope } from '../parts/terminate.ts';
import { rootScopeId, type Token } from '../state.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

export const error: DefinitionHandler<PlanOf<'errorEventDefinition'>> = {
  fails: true,
  compile(_node, { errorRef }, { model }) {
    if (errorRef === undefined) return { kind: 'errorEventDefinition' };
    const found = model.errors.get(errorRef);
    return { kind: 'errorEventDefinition', code: found?.errorCode ?? found?.name ?? errorRef };
  },
  throws(run, token, _element, { code = '' }, variables) {
    throwError(run, token, code, undefined, Object.keys(variables).length > 0 ? variables : undefined);
    return 'gone';
  },
};

/** The nearest catcher outward, or the case has failed. */
export function throwError(run: Run, token: Token, errorCode: string, message?: string, variables?: JsonObject): void {
  const at = about(run.element(token.element));
  const thrown = { type: 'errorThrown', ...at, errorCode, ...(message === undefined ? {} : { message }) } as const;
  const catcher = catcherOf(run, token, 'errorEventDefinition', errorCode);
  if (catcher) {
    run.emit({ ...thrown, caughtBy: catcher.element.id });
    trigger(run, catcher, variables);
    return;
  }
  run.emit(thrown);
  terminateScope(run, rootScopeId, 'error');
  const text = `Nothing catches the error "${errorCode}"${message === undefined ? '' : `: ${message}`}`;
  run.emit({ type: 'incidentRaised', incidentId: `i${run.nextSeq}`, ...at, code: 'uncaught-error', message: text });
  endInstance(run, { type: 'instanceFailed', reason: errorCode, elementId: at.elementId });
}

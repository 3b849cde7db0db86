/** An error: the boundary event or event sub-process of its code, the nearest outward, catches it (BPMN 2.0.2, 10.5.1). */
import { throwError } from '../parts/throw.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

export const error: DefinitionHandler<PlanOf<'errorEventDefinition'>> = {
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

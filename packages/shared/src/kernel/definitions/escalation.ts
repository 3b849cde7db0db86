/** An escalation: caught like an error, but nothing fails where nobody does, and the thrower goes on (BPMN 2.0.2, 10.5.6). */
import { throwEscalation } from '../parts/throw.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

export const escalation: DefinitionHandler<PlanOf<'escalationEventDefinition'>> = {
  compile(_node, { escalationRef }, { model }) {
    if (escalationRef === undefined) return { kind: 'escalationEventDefinition' };
    const found = model.escalations.get(escalationRef);
    return { kind: 'escalationEventDefinition', code: found?.escalationCode ?? found?.name ?? escalationRef };
  },
  throws(run, token, _element, { code = '' }, variables) {
    throwEscalation(run, token, code, variables);
    return run.token(token.id) ? 'thrown' : 'gone';
  },
};

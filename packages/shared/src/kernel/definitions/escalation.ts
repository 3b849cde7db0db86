/** An escalation: caught like an error, but nothing fails where nobody does, and the thrower goes on (BPMN 2.0.2, 10.5.1, 10.5.6). */
import type { JsonObject } from '../../base/index.ts';
import { about } from '../parts/about.ts';
import { catcherOf, trigger } from '../parts/catcher.ts';
import type { Run } from '../parts/run.ts';
import type { Token } from '../state.ts';
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

/** The nearest catcher outward; where there is none it is on record, and whoever called this instance is told. */
export function throwEscalation(run: Run, token: Token, escalationCode: string, variables: JsonObject): void {
  const catcher = catcherOf(run, token, 'escalationEventDefinition', escalationCode);
  const caught = catcher ? { caughtBy: catcher.element.id } : {};
  run.emit({ type: 'escalationThrown', ...about(run.element(token.element)), escalationCode, variables, ...caught });
  if (catcher) trigger(run, catcher, variables);
}

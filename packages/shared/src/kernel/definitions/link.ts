/** A link: a throw event goes on at the catch event of its name, as along a flow (BPMN 2.0.2, 10.5.1); the compiler draws it. */
import type { DefinitionHandler, PlanOf } from './definition.ts';

export const link: DefinitionHandler<PlanOf<'linkEventDefinition'>> = {
  compile: () => ({ kind: 'linkEventDefinition' }),
  throws: () => 'thrown',
};

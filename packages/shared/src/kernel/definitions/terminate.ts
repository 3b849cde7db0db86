/** A terminate end event ends everything in its scope (BPMN 2.0.2, 10.5.5); what follows is the end event's. */
import type { DefinitionHandler, PlanOf } from './definition.ts';

export const terminate: DefinitionHandler<PlanOf<'terminateEventDefinition'>> = {
  terminates: true,
  compile: () => ({ kind: 'terminateEventDefinition' }),
  throws: () => 'thrown',
};

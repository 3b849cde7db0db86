/** A link: a throw event goes on at the catch event of its name, as along a flow (BPMN 2.0.2, 10.5.5); the compiler draws it. */
import type { FlowNode } from '../../model/index.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

export const link: DefinitionHandler<PlanOf<'linkEventDefinition'>> = {
  leadsOn: true,
  compile: () => ({ kind: 'linkEventDefinition' }),
  throws: () => 'thrown',
};

/** The name of the link that an event leads to, or stands for. */
export const linkNameOf = ({ eventDefinitions }: FlowNode): string | undefined =>
  eventDefinitions.find(({ kind }) => kind === 'linkEventDefinition')?.linkName;

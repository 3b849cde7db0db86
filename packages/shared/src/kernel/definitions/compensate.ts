/**
 * Compensation: what was completed is undone (BPMN 2.0.2, 10.7 and 13.5.5). Nothing waits for it: an activity that is completed
 * is on record until it is compensated.
 */
import { compensate } from '../parts/compensate.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

export const compensation: DefinitionHandler<PlanOf<'compensateEventDefinition'>> = {
  compensates: true,
  compile: (_node, { activityRef, waitForCompletion }, { indexOf }) => ({
    kind: 'compensateEventDefinition',
    ...(activityRef === undefined ? {} : { activity: indexOf(activityRef) }),
    ...(waitForCompletion === false ? { waitForCompletion } : {}),
  }),
  throws(run, token, element, plan) {
    const { activity, waitForCompletion: waits = true } = plan;
    const definition = element.plan.definitions?.indexOf(plan) ?? 0;
    const meant = activity === undefined ? {} : { activity };
    const isDone = compensate(run, token, { ...meant, definition, waits });
    return isDone || !waits ? 'thrown' : 'waits';
  },
};

/** Cancel: the transaction around the end event is cancelled, and its boundary event goes on (BPMN 2.0.2, 10.3.6 and 13.5.6). */
import { cancelTransaction } from '../parts/transaction.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

export const cancel: DefinitionHandler<PlanOf<'cancelEventDefinition'>> = {
  compile: () => ({ kind: 'cancelEventDefinition' }),
  throws(run, token, element) {
    cancelTransaction(run, token, element);
    return 'gone';
  },
};

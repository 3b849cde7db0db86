/** Transaction: a sub-process whose work is done as a whole or, where it is cancelled, undone (BPMN 2.0.2, 10.3.5 and 13.3.4). */
import { claims } from '../definitions/index.ts';
import { closeIfEmpty } from '../parts/leave.ts';
import { terminate } from '../parts/terminate.ts';
import type { ElementHandler } from './handler.ts';
import { subProcess } from './sub-process.ts';

export const transaction: ElementHandler = {
  ...subProcess,
  isTransaction: true,
  /** It was cancelled, and what it had done is undone: its cancel event goes on; where it has none, nothing does. */
  onCompensated(run, token, element) {
    for (const index of element.boundaries ?? []) {
      const boundary = run.element(index);
      const definition = boundary.plan.definitions?.findIndex((one) => claims(one, 'cancels')) ?? -1;
      if (definition < 0) continue;
      run.handler(boundary).trigger?.(run, token, boundary, { definition });
      return;
    }
    terminate(run, token, 'transactionCancelled');
    closeIfEmpty(run, token.scopeId);
  },
};

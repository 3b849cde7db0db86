/** What is done to a whole instance: variables, cancel, suspend, resume. */
import { endInstance } from '../parts/end-instance.ts';
import { refusal, reserved } from '../parts/rejection.ts';
import { leaveStages, lossReasons } from '../parts/stage.ts';
import { terminateScope } from '../parts/terminate.ts';
import { rootScopeId } from '../state.ts';
import type { Takers } from './taker.ts';

export const instanceTakers: Takers = {
  setVariables(run, { by, variables, reason }) {
    const refused = reserved(run.program, variables);
    if (refused) return refused;
    run.emit({ type: 'variablesSet', scopeId: rootScopeId, variables, by, ...(reason === undefined ? {} : { reason }) });
    return undefined;
  },
  cancel(run, { by, reason, lossReason }) {
    const reasons = lossReason === undefined ? [] : lossReasons(run);
    if (lossReason !== undefined && reasons.length > 0 && !reasons.includes(lossReason)) {
      const message = `A case is lost here for one of ${reasons.join(', ')}; found "${lossReason}".`;
      return { ...refusal('unknown-loss-reason', message), params: { reasons } };
    }
    leaveStages(run, lossReason === undefined ? 'cancelled' : 'lost', lossReason);
    terminateScope(run, rootScopeId, 'cancelled');
    const lost = lossReason === undefined ? {} : { outcome: 'lost' as const, lossReason };
    endInstance(run, { type: 'instanceTerminated', by, reason, ...lost });
    return undefined;
  },
  suspend(run, { by, reason }) {
    run.emit({ type: 'instanceSuspended', by, ...(reason === undefined ? {} : { reason }) });
    return undefined;
  },
  resume(run, { by }) {
    if (run.draft.status !== 'suspended') return refusal('not-suspended', 'The instance is active; nothing to resume.');
    run.emit({ type: 'instanceResumed', by });
    return undefined;
  },
};

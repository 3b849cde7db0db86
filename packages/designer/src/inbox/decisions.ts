import { useMemo, useSyncExternalStore } from 'react';
import { api } from '../client/index.ts';
import { createHeldDecisions, type Decision } from './held-decisions.ts';

/** One for the page: a decision stays held while the reader looks at another task, or at another screen. */
export const decisions = createHeldDecisions({ send: ({ taskId, body }) => api.completeTask(taskId, body) });

// Closing the page, or leaving for another site, sends what is held.
window.addEventListener('pagehide', () => void decisions.flush());

/** Decisions on their way, and what can be done about them. */
export function useDecisions() {
  const state = useSyncExternalStore(decisions.subscribe, decisions.read);
  const onTheirWay = useMemo(
    (): ReadonlyMap<string, Decision> =>
      new Map([...(state.held?.decisions ?? []), ...state.sending].map((decision) => [decision.taskId, decision])),
    [state.held, state.sending],
  );
  return { ...decisions, ...state, onTheirWay };
}
export type Decisions = ReturnType<typeof useDecisions>;

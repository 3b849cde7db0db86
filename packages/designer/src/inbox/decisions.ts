import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { api } from '../client/index.ts';
import { createHeldDecisions } from './held-decisions.ts';

/** One for the page: a decision stays held while the reader looks at another task. */
const decisions = createHeldDecisions({ send: ({ taskId, body }) => api.completeTask(taskId, body) });

/** Decisions on their way; leaving the inbox or the page sends what is held. */
export function useDecisions() {
  const client = useQueryClient();
  const state = useSyncExternalStore(decisions.subscribe, decisions.read);
  const isSending = state.sending.length > 0;
  useEffect(() => {
    if (isSending) return;
    for (const key of ['tasks', 'home', 'instances']) void client.invalidateQueries({ queryKey: [key] });
  }, [isSending, client]);
  useEffect(() => {
    const flush = () => void decisions.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);
  const onTheirWay = useMemo(
    () => new Set([...(state.held?.decisions ?? []), ...state.sending].map(({ taskId }) => taskId)),
    [state.held, state.sending],
  );
  return { ...decisions, ...state, onTheirWay };
}
export type Decisions = ReturnType<typeof useDecisions>;

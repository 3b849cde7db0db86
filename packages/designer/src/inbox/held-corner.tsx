import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCorner } from '../ui/index.ts';
import { decisions, useDecisions } from './decisions.ts';
import { HeldBar } from './held-bar.tsx';
import { keptAnswers } from './kept-answers.ts';

/** Decisions that are on their way, or were refused, while the reader is on another screen. */
function HeldCorner() {
  const held = useDecisions();
  const navigate = useNavigate();
  const open = (taskId: string) => void navigate({ to: '/inbox/$taskId', params: { taskId }, search: {} });
  if (!held.held && held.sending.length === 0 && held.refused.length === 0) return null;
  return (
    <div className="inbox-corner">
      <HeldBar decisions={held} onOpen={open} />
    </div>
  );
}

const closeInbox = async (): Promise<void> => {
  await keptAnswers.close();
  await decisions.close();
};

/** While the inbox stands it shows what is on its way itself; behind it, the corner of the other screens does. */
export function useHeldCorner(): void {
  useEffect(() => {
    useCorner.setState({ content: null, beforeSignOut: closeInbox });
    return () => useCorner.setState({ content: <HeldCorner /> });
  }, []);
}

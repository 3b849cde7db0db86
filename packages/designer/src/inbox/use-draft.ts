import type { TaskDetail } from '@fortnight/shared/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '../client/index.ts';
import { decisions } from './decisions.ts';
import { keptAnswers } from './kept-answers.ts';
import type { Answer } from './use-answer.ts';

/** Keeps what was typed for later: once the typing rests, and when the task is left. */
export function useDraft(task: TaskDetail, { draft, typed }: Answer): void {
  const client = useQueryClient();
  const mayKeep = task.can.includes('complete') && task.state === 'open';
  const text = mayKeep && draft ? JSON.stringify(draft) : undefined;
  useEffect(() => {
    if (text === undefined) return;
    keptAnswers.keep(task.id, JSON.parse(text), (saved) => client.setQueryData(queries.task(task.id).queryKey, saved));
  }, [text, task.id, client]);
  useEffect(() => {
    if (text !== undefined || Object.keys(typed.evidence).length > 0) decisions.retype(task.id, typed);
  });
  useEffect(() => () => void keptAnswers.flush(task.id), [task.id]);
}

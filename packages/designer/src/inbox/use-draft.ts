import type { TaskDetail } from '@fortnight/shared/contract';
import { useEffect, useRef, useState } from 'react';
import { api } from '../client/index.ts';
import type { Answer } from './use-answer.ts';

const restMs = 1_000;

/** Keeps what was typed for later, once the typing rests; answers when it was kept last. */
export function useDraft(task: TaskDetail, { form, comment }: Answer): string | undefined {
  const [savedAt, setSavedAt] = useState(task.draft?.savedAt);
  const mayKeep = task.can.includes('complete') && task.state === 'open';
  const text = JSON.stringify({ variables: form.isChanged ? form.filled.variables : (task.draft?.variables ?? {}), comment });
  const kept = useRef(text);
  useEffect(() => {
    if (!mayKeep || text === kept.current) return;
    const timer = setTimeout(async () => {
      kept.current = text;
      // Nothing is lost when it fails: the text stays in the page, and the next letter tries again.
      const saved = await api.saveTaskDraft(task.id, JSON.parse(text)).catch(() => undefined);
      if (saved) setSavedAt(saved.draft?.savedAt ?? new Date().toISOString());
    }, restMs);
    return () => clearTimeout(timer);
  }, [text, mayKeep, task.id]);
  return savedAt;
}

import type { TaskDetail, TaskDraft } from '@fortnight/shared/contract';

interface Options {
  readonly save: (taskId: string, draft: TaskDraft) => Promise<TaskDetail>;
  /** Whether the same would be refused again; what did not get through for another reason stays, to be sent with the next. */
  readonly isRefused: (error: unknown) => boolean;
  readonly delayMs: number;
}

type SavedDraft = NonNullable<TaskDetail['draft']>;

interface Unsaved {
  readonly draft: TaskDraft;
  readonly onSaved: (task: TaskDetail) => void;
}

/**
 * Keeps what is typed into tasks for later, once the typing rests; at once when it is flushed.
 *
 * One save of a task at a time, so that an older text never lands on a newer one.
 */
export function createAnswerKeeper({ save, isRefused, delayMs }: Options) {
  const unsaved = new Map<string, Unsaved>();
  const saved = new Map<string, SavedDraft>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const running = new Map<string, Promise<void>>();

  const send = async (taskId: string): Promise<void> => {
    const sent = unsaved.get(taskId);
    if (!sent) return;
    const drop = () => {
      if (unsaved.get(taskId) === sent) unsaved.delete(taskId);
    };
    try {
      const task = await save(taskId, sent.draft);
      if (task.draft) saved.set(taskId, task.draft);
      sent.onSaved(task);
      drop();
    } catch (error) {
      if (isRefused(error)) drop();
    }
  };

  const flush = (taskId: string): Promise<void> => {
    clearTimeout(timers.get(taskId));
    timers.delete(taskId);
    const last = (running.get(taskId) ?? Promise.resolve())
      .then(() => send(taskId))
      .finally(() => {
        if (running.get(taskId) === last) running.delete(taskId);
      });
    running.set(taskId, last);
    return last;
  };

  return {
    keep(taskId: string, draft: TaskDraft, onSaved: (task: TaskDetail) => void): void {
      unsaved.set(taskId, { draft, onSaved });
      clearTimeout(timers.get(taskId));
      timers.set(
        taskId,
        setTimeout(() => void flush(taskId), delayMs),
      );
    },
    flush,
    /** What was typed last for a task, while the server has not said that it holds it. */
    unsavedFor: (taskId: string): TaskDraft | undefined => unsaved.get(taskId)?.draft,
    /** What is kept of a task: as it was read, or as it was saved here since then. */
    savedFor({ id, draft }: Pick<TaskDetail, 'id' | 'draft'>): SavedDraft | undefined {
      const here = saved.get(id);
      return here && (!draft || here.savedAt > draft.savedAt) ? here : draft;
    },
    /** The page goes: sends everything now, there is no later. */
    leave(): void {
      for (const taskId of unsaved.keys()) void send(taskId);
    },
    /** The last act before somebody else may sit here: saves what is not saved, and holds nothing of it. */
    async close(): Promise<void> {
      await Promise.all([...unsaved.keys()].map(flush));
      unsaved.clear();
      saved.clear();
    },
  };
}

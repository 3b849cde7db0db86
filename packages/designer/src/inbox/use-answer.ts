import type { CompleteTask, OutcomeChoice, TaskDetail, TaskDraft } from '@fortnight/shared/contract';
import { useState } from 'react';
import { weightOf } from '../cases/index.ts';
import { type DataHint, type FileValue, type FormHandle, useForm } from '../forms/index.ts';
import { useTimeZone } from '../ui/index.ts';
import { decisions } from './decisions.ts';
import type { Typed } from './held-decisions.ts';
import { keptAnswers } from './kept-answers.ts';

/** What keeps an answer from being given. */
export type Lack = 'comment' | 'form' | 'evidence';

export interface Answer {
  readonly form: FormHandle;
  readonly comment: string;
  readonly setComment: (text: string) => void;
  readonly evidence: Readonly<Record<string, FileValue>>;
  readonly setEvidence: (id: string, file: FileValue | null) => void;
  readonly lack: Lack | undefined;
  /** What is to be kept for later; undefined while nothing was typed. */
  readonly draft: TaskDraft | undefined;
  /** Everything that was typed, to be put back when the decision is taken back. */
  readonly typed: Typed;
  /** The command for a choice (none: the task has no choice); undefined, and says what lacks, when it can't be given. */
  readonly toCommand: (choice: OutcomeChoice | undefined, to?: string) => CompleteTask | undefined;
}

/** Whether a choice wants words: a rejection and a send-back always, and every answer to a review. */
export const wantsComment = (task: Pick<TaskDetail, 'kind'>, choice: OutcomeChoice | undefined): boolean =>
  choice !== undefined &&
  (choice.isCommentRequired || task.kind === 'review' || (task.kind === 'approval' && weightOf(choice) !== 'approve'));

/** Holds what somebody answers to a task: the form, the comment, the evidence. */
export function useAnswer(task: TaskDetail, data: readonly DataHint[]): Answer {
  const timeZone = useTimeZone((state) => state.timeZone);
  const [before] = useState(() => decisions.typedFor(task.id));
  const [unsaved] = useState(() => keptAnswers.unsavedFor(task.id));
  const kept = unsaved ?? keptAnswers.savedFor(task);
  const form = useForm(task.form, task.variables, { saved: before?.variables ?? kept?.variables, data, timeZone });
  const [typedComment, setTypedComment] = useState<string>();
  const comment = typedComment ?? before?.comment ?? kept?.comment ?? '';
  const [evidence, setFiles] = useState<Readonly<Record<string, FileValue>>>(before?.evidence ?? {});
  const [lack, setLack] = useState<Lack>();

  const lackOf = (choice: OutcomeChoice | undefined): Lack | undefined => {
    const goesOn = choice === undefined || !['reject', 'sendBack'].includes(weightOf(choice));
    if (goesOn && form.take() === undefined) return 'form';
    if (task.kind === 'review' && goesOn && task.evidenceWanted.some(({ id, required }) => required && !evidence[id]))
      return 'evidence';
    return wantsComment(task, choice) && comment.trim() === '' ? 'comment' : undefined;
  };

  return {
    form,
    comment,
    setComment: (text) => {
      setTypedComment(text);
      if (text.trim() !== '') setLack((before) => (before === 'comment' ? undefined : before));
    },
    evidence,
    setEvidence: (id, file) => setFiles(({ [id]: _, ...others }) => (file === null ? others : { ...others, [id]: file })),
    lack,
    draft:
      form.isChanged || typedComment !== undefined
        ? { variables: form.isChanged ? form.filled.variables : (kept?.variables ?? {}), comment }
        : undefined,
    typed: { comment, variables: form.values, evidence },
    toCommand: (choice, to) => {
      const found = lackOf(choice);
      setLack(found);
      if (found) return undefined;
      const files = Object.entries(evidence).map(([id, { fileId }]) => ({ id, fileId }));
      const hasForm = form.form.fields.length > 0 && form.filled.missing.length === 0;
      return {
        ...(choice && { outcome: choice.id }),
        ...(to !== undefined && { to }),
        ...(comment.trim() !== '' && { comment: comment.trim() }),
        ...(hasForm && { variables: form.filled.variables }),
        ...(files.length > 0 && { evidence: files }),
      };
    },
  };
}

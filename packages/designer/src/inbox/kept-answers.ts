import { api, ProblemError } from '../client/index.ts';
import { createAnswerKeeper } from './answer-keeper.ts';

/** One for the page: what is typed is kept though its task is not in sight any more. */
export const keptAnswers = createAnswerKeeper({
  save: (taskId, draft) => api.saveTaskDraft(taskId, draft),
  isRefused: (error) => error instanceof ProblemError && error.status >= 400 && error.status < 500,
  delayMs: 1_000,
});

// Closing the page, or leaving for another site, saves what is not saved.
window.addEventListener('pagehide', () => keptAnswers.leave());

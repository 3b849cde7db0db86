/** What timers, messages, jobs and questions about time order. What was cancelled in the same step is not ordered. */
import { isNew, type Orders } from './ordering.ts';

export const waitOrders: Orders = {
  timerScheduled: ({ timerId, elementId, dueAt }, _run, isOpen) =>
    isOpen(timerId) ? { type: 'scheduleTimer', timerId, elementId, dueAt } : undefined,
  timerCancelled: ({ timerId }, run) => (isNew(run, timerId) ? undefined : { type: 'cancelTimer', timerId }),
  subscriptionOpened({ subscriptionId, elementId, messageName, signalName, correlationKey }, _run, isOpen) {
    if (!isOpen(subscriptionId)) return undefined;
    const what = messageName === undefined ? { signalName: signalName ?? '' } : { messageName };
    return { type: 'openSubscription', subscriptionId, elementId, ...what, correlationKey };
  },
  subscriptionClosed: ({ subscriptionId }, run) =>
    isNew(run, subscriptionId) ? undefined : { type: 'closeSubscription', subscriptionId },
  jobCreated({ jobId, elementId, tokenId, jobType, retries, timeoutMs }, run, isOpen) {
    const token = run.token(tokenId);
    if (!token || !isOpen(jobId)) return undefined;
    const variables = run.variables(run.scopeIdOf(token));
    return { type: 'createJob', jobId, elementId, jobType, retries, timeoutMs, variables };
  },
  jobFailed: ({ jobId, retries, availableAt }) =>
    retries === 0 ? { type: 'cancelJob', jobId } : { type: 'retryJob', jobId, retries, availableAt },
  jobCancelled: ({ jobId }, run) => (isNew(run, jobId) ? undefined : { type: 'cancelJob', jobId }),
  messageThrown({ elementId, messageName, correlationKey, variables }) {
    return { type: 'sendMessage', elementId, messageName, correlationKey, variables };
  },
  signalThrown: ({ elementId, signalName, variables }) => ({ type: 'broadcastSignal', elementId, signalName, variables }),
  escalationThrown: ({ elementId, escalationCode, variables, caughtBy }) =>
    caughtBy === undefined ? { type: 'escalate', elementId, escalationCode, variables } : undefined,
  dueAsked({ questionId, elementId, asks }, _run, isOpen) {
    if (!isOpen(questionId)) return undefined;
    return { type: 'askDue', questionId, elementId, asks };
  },
};

/** Remembers what tokens wait for: timers, messages, jobs, answers of the host. */
import { elementIndex } from '../queries/tables.ts';
import { type Appliers, append, type Draft, type EventOf, remove, replace } from './applier.ts';

function closeTimer(draft: Draft, event: EventOf<'timerFired' | 'timerCancelled'>): void {
  remove(draft, 'timers', 'id', event.timerId);
}
function closeSubscription(draft: Draft, event: EventOf<'subscriptionClosed'>): void {
  remove(draft, 'subscriptions', 'id', event.subscriptionId);
}
function closeJob(draft: Draft, event: EventOf<'jobCompleted' | 'jobCancelled'>): void {
  remove(draft, 'jobs', 'id', event.jobId);
}
function closeQuestion(draft: Draft, event: EventOf<'peopleAnswered' | 'dueAnswered'>): void {
  remove(draft, 'questions', 'id', event.questionId);
}

export const waitAppliers: Appliers = {
  timerScheduled(draft, event, program) {
    const { timerId: id, tokenId, dueAt, purpose, definition, cycle, hops } = event;
    const timer = {
      id,
      element: elementIndex(program, event.elementId),
      tokenId,
      dueAt,
      purpose,
      ...(definition === undefined ? {} : { definition }),
      ...(cycle === undefined ? {} : { cycle }),
      ...(hops === undefined ? {} : { hops }),
    };
    append(draft, 'timers', timer);
  },
  timerFired: closeTimer,
  timerCancelled: closeTimer,
  subscriptionOpened(draft, event, program) {
    const { subscriptionId: id, tokenId, definition, messageName, signalName } = event;
    const subscription = {
      id,
      element: elementIndex(program, event.elementId),
      tokenId,
      ...(definition === undefined ? {} : { definition }),
      ...(messageName === undefined ? {} : { messageName }),
      ...(signalName === undefined ? {} : { signalName }),
    };
    append(draft, 'subscriptions', subscription);
  },
  subscriptionClosed: closeSubscription,
  conversationBegun(draft, { keyId, key }) {
    draft.conversations = { ...draft.conversations, [keyId]: key };
  },
  conditionArmed(draft, event, program) {
    const { conditionId: id, tokenId, definition } = event;
    const about = { id, element: elementIndex(program, event.elementId), tokenId };
    const condition = definition === undefined ? { ...about, isTrue: false } : { ...about, definition, isTrue: false };
    append(draft, 'conditions', condition);
  },
  conditionTurned(draft, event) {
    const where = { key: 'id', value: event.conditionId } as const;
    replace(draft, 'conditions', where, (condition) => ({ ...condition, isTrue: event.isTrue }));
  },
  conditionClosed(draft, event) {
    remove(draft, 'conditions', 'id', event.conditionId);
  },
  jobCreated(draft, event, program) {
    const { jobId: id, tokenId, retries } = event;
    append(draft, 'jobs', { id, element: elementIndex(program, event.elementId), tokenId, retries });
  },
  jobFailed(draft, event) {
    const { jobId, retries } = event;
    if (retries === 0) remove(draft, 'jobs', 'id', jobId);
    else replace(draft, 'jobs', { key: 'id', value: jobId }, (job) => ({ ...job, retries }));
  },
  jobCompleted: closeJob,
  jobCancelled: closeJob,
  peopleAsked(draft, event, program) {
    const { questionId: id, tokenId, about, who, asCommand } = event;
    const element = elementIndex(program, event.elementId);
    const question = { id, element, tokenId, about, kind: 'people', count: who.length } as const;
    append(draft, 'questions', asCommand ? { ...question, asCommand } : question);
  },
  dueAsked(draft, event, program) {
    const { questionId: id, tokenId, about, asks, asCommand } = event;
    const element = elementIndex(program, event.elementId);
    const question = { id, element, tokenId, about, kind: 'due', count: asks.length } as const;
    append(draft, 'questions', asCommand ? { ...question, asCommand } : question);
  },
  peopleAnswered: closeQuestion,
  dueAnswered: closeQuestion,
};

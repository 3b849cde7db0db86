/** What a played case waits for, and for whom: everything that a choice could answer. */
import type {
  Event,
  EventType,
  OpenTask,
  OutcomePlan,
  Program,
  ProgramElement,
  State,
  TimerPurpose,
} from '../../kernel/index.ts';
import { startableActivities } from '../../kernel/index.ts';
import { standInsOf } from '../../people/index.ts';

interface WaitBase {
  readonly elementId: string;
  /** Which of those that wait at the element, from 0. */
  readonly which: number;
  /** A key for lists: what it is named in the state. */
  readonly id: string;
}

/** A task, a vote or a review that somebody completes. */
export interface TaskWait extends WaitBase {
  readonly kind: 'task' | 'approval' | 'review';
  /** Stand-ins who may act on it, the likeliest first. */
  readonly by: readonly string[];
  readonly outcomes: readonly OutcomePlan[];
  readonly formRef?: string;
  /** Epoch ms UTC. */
  readonly dueAt?: number;
  /** Approvals: the approver's title, and how the votes stand. */
  readonly approver?: string;
  readonly votes?: { readonly needed: number; readonly cast: number };
  /** Reviews: what did not pass, and what may be brought as evidence. */
  readonly failed?: readonly { readonly id: string; readonly message?: string }[];
  readonly evidence?: readonly { readonly id: string; readonly name?: string; readonly required: boolean }[];
}

export type Wait =
  | TaskWait
  | (WaitBase & { readonly kind: 'job'; readonly jobType: string; readonly retries: number })
  | (WaitBase & { readonly kind: 'call'; readonly calledElement: string })
  | (WaitBase & { readonly kind: 'message' | 'signal'; readonly name: string })
  | (WaitBase & { readonly kind: 'condition' })
  | (WaitBase & { readonly kind: 'timer'; readonly dueAt: number; readonly purpose: TimerPurpose })
  | (WaitBase & { readonly kind: 'activity' })
  | (WaitBase & { readonly kind: 'incident'; readonly code: string; readonly message: string });

/**
 * Says what an open case waits for: first what stopped it, then people, then what comes from outside, then time.
 *
 * Shape: `events` are those that led to the state.
 */
export function waitsOf(program: Program, state: State, events: readonly Event[]): readonly Wait[] {
  const idOf = (index: number): string => program.elements[index]?.id ?? '';
  const list = <T extends { readonly id: string; readonly element: number }, W>(
    items: readonly T[] = [],
    toWait: (item: T) => W,
  ) => numbered(items.map((item) => ({ id: item.id, elementId: idOf(item.element), ...toWait(item) })));
  const opened = openedBy(events);

  const incidents = list(state.incidents, ({ id }) => {
    const raised = opened.incidents.get(id);
    return { kind: 'incident' as const, code: raised?.code ?? '', message: raised?.message ?? '' };
  });
  if (state.status !== 'active') return incidents;
  const elementOf = new Map(state.tokens.map(({ id, element }) => [id, program.elements[element]]));
  const tasks = state.tasks.flatMap((task): readonly Omit<TaskWait, 'which'>[] => {
    const element = elementOf.get(task.tokenId);
    return element ? [taskWait(state, task, element, opened.tasks.get(task.id))] : [];
  });
  const [messages, signals] = [true, false].map((isMessage) =>
    list(
      state.subscriptions.filter(({ messageName }) => (messageName !== undefined) === isMessage),
      ({ messageName, signalName }) => ({
        kind: isMessage ? ('message' as const) : ('signal' as const),
        name: messageName ?? signalName ?? '',
      }),
    ),
  );
  return [
    ...incidents,
    // Of a task, `which` counts among those that its own stand-in may act on.
    ...numbered(tasks, ({ elementId, by }) => `${elementId} ${by[0] ?? ''}`),
    ...list(state.jobs, ({ id, retries }) => ({
      kind: 'job' as const,
      jobType: opened.jobs.get(id)?.jobType ?? '',
      retries,
    })).filter(({ retries }) => retries > 0),
    ...list(state.calls, ({ id }) => ({
      kind: 'call' as const,
      calledElement: opened.calls.get(id)?.calledElement ?? '',
    })),
    ...(messages ?? []),
    ...(signals ?? []),
    ...list(state.conditions, () => ({ kind: 'condition' as const })),
    ...startableActivities(program, state).map((elementId) => ({
      kind: 'activity' as const,
      elementId,
      id: elementId,
      which: 0,
    })),
    ...list(
      state.timers.toSorted((one, other) => one.dueAt - other.dueAt),
      ({ dueAt, purpose }) => ({ kind: 'timer' as const, dueAt, purpose }),
    ),
  ];
}

function taskWait(
  state: State,
  task: OpenTask,
  element: ProgramElement,
  opened: Extract<Event, { type: 'taskOpened' }> | undefined,
): Omit<TaskWait, 'which'> {
  const { approval, checkpoint } = element.plan;
  const open = state.approvals?.find(({ tokenId }) => tokenId === task.tokenId);
  const outcomes = (opened?.outcomes ?? []).map((id): OutcomePlan => {
    const known = approval?.outcomes.find((outcome) => outcome.id === id);
    if (known) return known;
    const kind = id === 'reject' ? 'reject' : 'approve';
    return { id, kind, isCommentRequired: task.kind === 'review', to: [] };
  });
  const by = task.assignee === undefined ? standInsOf(task.users, task.groups) : [task.assignee];
  const voted = new Set(open?.votes.map((vote) => vote.by));
  return {
    id: task.id,
    elementId: element.id,
    kind: task.kind ?? 'task',
    // Whoever voted already may not again, as a rule.
    by: by.toSorted((one, other) => Number(voted.has(one)) - Number(voted.has(other))),
    outcomes,
    ...(opened?.formRef !== undefined && { formRef: opened.formRef }),
    ...(task.dueAt !== undefined && { dueAt: task.dueAt }),
    ...(opened?.approver?.name !== undefined && { approver: opened.approver.name }),
    ...(open && { votes: { needed: open.needed, cast: open.votes.length } }),
    ...(opened?.failedRules && { failed: opened.failedRules }),
    ...(checkpoint && { evidence: checkpoint.evidence }),
  };
}

/** Counts those of one kind at one element, in their order. */
function numbered<T extends { readonly elementId: string }>(
  items: readonly T[],
  keyOf: (item: T) => string = ({ elementId }) => elementId,
): readonly (T & { readonly which: number })[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const which = counts.get(keyOf(item)) ?? 0;
    counts.set(keyOf(item), which + 1);
    return { ...item, which };
  });
}

type Told<T extends EventType> = ReadonlyMap<string, Extract<Event, { type: T }>>;
interface Opened {
  readonly incidents: Told<'incidentRaised'>;
  readonly tasks: Told<'taskOpened'>;
  readonly jobs: Told<'jobCreated'>;
  readonly calls: Told<'processCalled'>;
}

/** The events that opened what a state waits for, by the ids of that. */
function openedBy(events: readonly Event[]): Opened {
  const [incidents, tasks, jobs, calls] = [new Map(), new Map(), new Map(), new Map()];
  for (const event of events) {
    if (event.type === 'incidentRaised') incidents.set(event.incidentId, event);
    else if (event.type === 'taskOpened') tasks.set(event.taskId, event);
    else if (event.type === 'jobCreated') jobs.set(event.jobId, event);
    else if (event.type === 'processCalled') calls.set(event.callId, event);
  }
  return { incidents, tasks, jobs, calls };
}

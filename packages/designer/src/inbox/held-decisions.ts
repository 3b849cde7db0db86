import type { JsonObject } from '@fortnight/shared/base';
import type { CompleteTask } from '@fortnight/shared/contract';
import type { FileValue } from '../forms/index.ts';

/** What somebody had typed when they decided: taken back or refused, it stands there again. */
export interface Typed {
  readonly comment: string;
  readonly variables: JsonObject;
  readonly evidence: Readonly<Record<string, FileValue>>;
}
/** One answer to one task. */
export interface Decision {
  readonly taskId: string;
  readonly taskName: string;
  /** What was chosen, in words. */
  readonly outcomeName: string;
  readonly body: CompleteTask;
  readonly typed?: Typed;
}
/** A decision that lost: somebody else was first, or a rule refused it. */
export interface RefusedDecision {
  readonly decision: Decision;
  readonly error: unknown;
}
export interface DecisionsState {
  /** Waits to be sent and may still be taken back; several when they were decided together. */
  readonly held: { readonly decisions: readonly Decision[]; readonly sendsAt: number } | null;
  /** Being sent, or on their way: not shown as open any more. */
  readonly sending: readonly Decision[];
  readonly refused: readonly RefusedDecision[];
}

interface Options {
  readonly send: (decision: Decision) => Promise<unknown>;
  /** Called once all of a batch were answered. */
  readonly onSettled?: () => void;
  readonly delayMs?: number;
  readonly clock?: () => number;
}

/** How long a decision can be taken back. */
export const undoMs = 8_000;

/**
 * Holds decisions back so that they can be undone: one (or one batch) at a time.
 *
 * The next decision sends the one before at once, and so does `flush` when the page goes. What the server refuses
 * stays in `refused` until it is dismissed; nothing is shown as done before it is.
 */
export function createHeldDecisions({ send, onSettled, delayMs = undoMs, clock = Date.now }: Options) {
  let state: DecisionsState = { held: null, sending: [], refused: [] };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const takenBack = new Map<string, Typed>();
  const listeners = new Set<() => void>();
  const change = (next: Partial<DecisionsState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const sendOne = async (decision: Decision): Promise<void> => {
    const isOther = (other: Decision) => other !== decision;
    try {
      await send(decision);
      change({ sending: state.sending.filter(isOther) });
    } catch (error) {
      change({ sending: state.sending.filter(isOther), refused: [...state.refused, { decision, error }] });
    }
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    const batch = state.held?.decisions ?? [];
    if (batch.length === 0) return;
    change({ held: null, sending: [...state.sending, ...batch] });
    await Promise.all(batch.map(sendOne));
    onSettled?.();
  };

  const typedFor = (taskId: string): Typed | undefined =>
    takenBack.get(taskId) ?? state.refused.find(({ decision }) => decision.taskId === taskId)?.decision.typed;

  return {
    read: (): DecisionsState => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hold(decisions: readonly Decision[]): void {
      void flush();
      for (const { taskId } of decisions) takenBack.delete(taskId);
      const isOther = ({ decision }: RefusedDecision) => !decisions.some(({ taskId }) => taskId === decision.taskId);
      change({ refused: state.refused.filter(isOther) });
      change({ held: { decisions, sendsAt: clock() + delayMs } });
      timer = setTimeout(() => void flush(), delayMs);
    },
    undo(): void {
      clearTimeout(timer);
      for (const { taskId, typed } of state.held?.decisions ?? []) if (typed) takenBack.set(taskId, typed);
      change({ held: null });
    },
    flush,
    /** What was typed for a task whose decision was taken back or refused. */
    typedFor,
    /** What was typed on after a decision was taken back or refused stands in the place of what it had. */
    retype(taskId: string, typed: Typed): void {
      if (typedFor(taskId)) takenBack.set(taskId, typed);
    },
    /** The last act before somebody else may sit here: sends what is held, and keeps nothing of it. */
    async close(): Promise<void> {
      await flush();
      takenBack.clear();
      change({ refused: [] });
    },
    dismiss: (refusal: RefusedDecision) => change({ refused: state.refused.filter((other) => other !== refusal) }),
  };
}
export type HeldDecisions = ReturnType<typeof createHeldDecisions>;

/** Questions to the host, and timers: what a token waits for that the kernel can't know by itself. */
import type { DueAsk } from '../effect.ts';
import type { TimerPurpose } from '../event.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import type { Run } from './run.ts';

interface Asking {
  readonly token: Token;
  /** The element that gets the answer (`onAnswer`); a boundary event asks with its activity's token. */
  readonly element: ProgramElement;
  /** What it wants to know it for; comes back with the answer. */
  readonly about: string;
}

/** Asks who people are; `onAnswer` of the element gets them. */
export function askPeople(run: Run, { token, element, about }: Asking, who: readonly string[]): void {
  const questionId = `q${run.nextSeq}`;
  const at = { elementId: element.id, elementKind: element.kind, tokenId: token.id };
  run.emit({ type: 'peopleAsked', questionId, ...at, about, who, ...asCommand(run) });
}

/** Asks when spans of time end; `onAnswer` of the element gets the moments. */
export function askDue(run: Run, { token, element, about }: Asking, asks: readonly DueAsk[]): void {
  const questionId = `q${run.nextSeq}`;
  const at = { elementId: element.id, elementKind: element.kind, tokenId: token.id };
  run.emit({ type: 'dueAsked', questionId, ...at, about, asks, ...asCommand(run) });
}

const asCommand = (run: Run): { readonly asCommand?: true } => (run.isCommand ? { asCommand: true } : {});

interface Scheduling {
  readonly token: Token;
  readonly element: ProgramElement;
  readonly purpose: TimerPurpose;
  readonly definition?: number;
  /** Epoch ms UTC. */
  readonly dueAt: number;
  readonly taskId?: string;
  readonly cycle?: { readonly text: string; readonly armedAt: number; readonly fired: number };
}

/** Schedules a timer that the token holds: it goes when the token does. */
export function scheduleTimer(run: Run, scheduling: Scheduling): void {
  const { token, element, ...timer } = scheduling;
  const timerId = `m${run.nextSeq}`;
  const at = { elementId: element.id, elementKind: element.kind, tokenId: token.id };
  const hops = timer.dueAt <= run.at ? { hops: run.hops + 1 } : {};
  run.emit({ type: 'timerScheduled', timerId, ...at, ...timer, ...hops });
}

/** Cancels the timers of one purpose that a token, or one task of it, holds. */
export function cancelTimers(run: Run, tokenId: string, purpose: TimerPurpose, taskId?: string): void {
  for (const timer of [...run.draft.timers]) {
    if (timer.tokenId !== tokenId || timer.purpose !== purpose) continue;
    if (taskId !== undefined && timer.taskId !== taskId) continue;
    const { id: elementId, kind: elementKind } = run.element(timer.element);
    run.emit({ type: 'timerCancelled', elementId, elementKind, timerId: timer.id });
  }
}

/** Questions to the host, and timers: what a token waits for that the kernel can't know by itself. */

import type { DueAsk } from '../effect.ts';
import type { TimerPurpose } from '../event.ts';
import type { PeopleAnswer } from '../input.ts';
import type { ProgramElement } from '../program.ts';
import { having } from '../queries/lookup.ts';
import type { Token } from '../state.ts';
import { about } from './about.ts';
import type { Run } from './run.ts';

/** What the host answers. */
export type Answer =
  | { readonly kind: 'people'; readonly answers: readonly PeopleAnswer[] }
  | { readonly kind: 'due'; readonly dueAts: readonly (number | null)[]; readonly note?: string };

interface Asking {
  readonly token: Token;
  /** The element that gets the answer (`onAnswer`); a boundary event asks with its activity's token. */
  readonly element: ProgramElement;
  /** What it wants to know it for; comes back with the answer. */
  readonly about: string;
}

/** Asks who people are; `onAnswer` of the element gets them. */
export function askPeople(run: Run, { token, element, about: reason }: Asking, who: readonly string[]): void {
  const questionId = `q${run.nextSeq}`;
  const at = { ...about(element), tokenId: token.id };
  run.emit({ type: 'peopleAsked', questionId, ...at, about: reason, who, ...asCommand(run) });
}

/** Asks when spans of time end; `onAnswer` of the element gets the moments. */
export function askDue(run: Run, { token, element, about: reason }: Asking, asks: readonly DueAsk[]): void {
  const questionId = `q${run.nextSeq}`;
  const at = { ...about(element), tokenId: token.id };
  run.emit({ type: 'dueAsked', questionId, ...at, about: reason, asks, ...asCommand(run) });
}

const asCommand = (run: Run): { readonly asCommand?: true } => (run.isCommand ? { asCommand: true } : {});

interface Scheduling {
  readonly token: Token;
  readonly element: ProgramElement;
  readonly purpose: TimerPurpose;
  readonly definition?: number;
  /** Epoch ms UTC. */
  readonly dueAt: number;
  readonly cycle?: { readonly text: string; readonly armedAt: number; readonly fired: number };
}

/** Schedules a timer that the token holds: it goes when the token does. */
export function scheduleTimer(run: Run, scheduling: Scheduling): void {
  const { token, element, ...timer } = scheduling;
  const timerId = `m${run.nextSeq}`;
  const at = { ...about(element), tokenId: token.id };
  const hops = timer.dueAt <= run.at ? { hops: run.hops + 1 } : {};
  run.emit({ type: 'timerScheduled', timerId, ...at, ...timer, ...hops });
}

/** Cancels the timers of one purpose that a token holds. */
export function cancelTimers(run: Run, tokenId: string, purpose: TimerPurpose): void {
  for (const timer of having(run.draft.timers, 'token', tokenId)) {
    if (timer.purpose !== purpose) continue;
    run.emit({ type: 'timerCancelled', ...about(run.element(timer.element)), timerId: timer.id });
  }
}

import type { HistoryEvent } from '@fortnight/shared/contract';
import { type Kind, type Namer, type Sentence, sentenceOf } from './sentence.ts';

export interface TimelineRow {
  readonly seq: number;
  readonly at: string;
  readonly elementId?: string;
  readonly hash?: string;
  readonly sentence: Sentence;
}

/** A resolved incident stays one row: its raising is told by the row that resolves it. */
function withoutResolved(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const raised = new Map(events.filter(({ type }) => type === 'incidentRaised').map((event) => [event.incidentId, event]));
  const resolved = new Set(events.filter(({ type }) => type === 'incidentResolved').map(({ incidentId }) => incidentId));
  return events
    .filter(({ type, incidentId }) => type !== 'incidentRaised' || !resolved.has(incidentId))
    .map((event) =>
      event.type === 'incidentResolved' ? { ...event, message: raised.get(event.incidentId)?.message ?? event.message } : event,
    );
}

/** Tells what happened, newest first; `kind` and `elementId` narrow it. */
export function timelineOf(
  events: readonly HistoryEvent[],
  namer: Namer,
  only: { readonly kind?: Kind | undefined; readonly elementId?: string | undefined } = {},
): readonly TimelineRow[] {
  return withoutResolved(events)
    .flatMap((event): readonly TimelineRow[] => {
      const sentence = sentenceOf(event, namer);
      if (!sentence) return [];
      const { seq, at, elementId, hash } = event;
      return [{ seq, at, sentence, ...(elementId !== undefined && { elementId }), ...(hash !== undefined && { hash }) }];
    })
    .filter((row) => only.kind === undefined || row.sentence.kind === only.kind)
    .filter((row) => only.elementId === undefined || row.elementId === only.elementId)
    .sort((a, b) => b.seq - a.seq);
}

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
    .map((event) => (event.type === 'incidentResolved' ? { ...event, ...causeOf(raised.get(event.incidentId)) } : event));
}

/** What had been said when it was raised. */
const causeOf = (raised: HistoryEvent | undefined): Partial<HistoryEvent> => {
  if (!raised) return {};
  const { message, params, stop } = raised;
  return { ...(message !== undefined && { message }), ...(stop !== undefined && { params, stop }) };
};

/** What came of one command, by its link of the chain. */
const batchOf = ({ hash, at }: HistoryEvent): string => hash ?? at;

/** A sending back is told once, by who did it and where to: not again as the vote, its result and the stage entered anew. */
function withoutEchoes(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const batchesWith = (type: string) => new Set(events.filter((event) => event.type === type).map(batchOf));
  const [sentBack, movedBack] = [batchesWith('sentBack'), batchesWith('stageMovedBack')];
  const isWithdrawal = ({ type, result }: HistoryEvent) => type === 'approvalDecided' && outcomeIn(result) === 'withdrawn';
  const withdrawn = new Set(events.filter(isWithdrawal).map(batchOf));
  const isEcho = (event: HistoryEvent): boolean => {
    if (event.type === 'voteCast') return event.outcome === 'send-back' && sentBack.has(batchOf(event));
    if (event.type === 'approvalDecided') return sentBack.has(batchOf(event));
    return event.type === 'stageEntered' && movedBack.has(batchOf(event));
  };
  return events
    .filter((event) => !isEcho(event))
    .map((event) => (event.type === 'sentBack' && withdrawn.has(batchOf(event)) ? { ...event, cause: 'withdrawn' } : event));
}

const outcomeIn = (result: unknown): unknown =>
  typeof result === 'object' && result !== null && 'outcome' in result ? result.outcome : undefined;

/** Several signers are reminded at once, and it is one thing that happened. */
function withoutRepeats(rows: readonly (TimelineRow & { readonly batch: string })[]): readonly TimelineRow[] {
  const told = new Map(rows.map((row) => [JSON.stringify([row.batch, row.elementId, row.sentence]), row]));
  return [...told.values()].map(({ batch, ...row }) => row);
}

/** Tells what happened, newest first; `kind` and `elementId` narrow it. */
export function timelineOf(
  events: readonly HistoryEvent[],
  namer: Namer,
  only: { readonly kind?: Kind | undefined; readonly elementId?: string | undefined } = {},
): readonly TimelineRow[] {
  const rows = withoutEchoes(withoutResolved(events)).flatMap((event): readonly (TimelineRow & { readonly batch: string })[] => {
    const sentence = sentenceOf(event, namer);
    if (!sentence) return [];
    const { seq, at, elementId, hash } = event;
    const place = { ...(elementId !== undefined && { elementId }), ...(hash !== undefined && { hash }) };
    return [{ seq, at, sentence, batch: batchOf(event), ...place }];
  });
  return withoutRepeats(rows)
    .filter((row) => only.kind === undefined || row.sentence.kind === only.kind)
    .filter((row) => only.elementId === undefined || row.elementId === only.elementId)
    .sort((a, b) => b.seq - a.seq);
}

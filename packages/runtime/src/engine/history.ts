/** A case's history, event by event. */
import type { HistoryEvent, ListEventsQuery, Page } from '@fortnight/shared/contract';
import type { Event } from '@fortnight/shared/kernel';
import type { Principal } from '../access/index.ts';
import { cursorAt, placeOf } from '../base/index.ts';
import type { EngineReads, EventLine } from './host.ts';
import type { InstanceRecord } from './records.ts';
import { notFound } from './refusal.ts';
import type { Runner } from './runner.ts';
import { nameOf, type VersionSheet } from './sheet.ts';
import { instant } from './views/instance.ts';
import { mayRead } from './visibility.ts';

const linesAtOnce = 100;
/** Members that hold a moment, which the wire tells as ISO instants. */
const moments: ReadonlySet<string> = new Set(['at', 'dueAt', 'targetAt', 'availableAt']);

export const historyEventOf = (event: Event, hash: string, sheet: VersionSheet): HistoryEvent => {
  const shown = Object.fromEntries(
    Object.entries(event).map(([name, value]) => [name, moments.has(name) && typeof value === 'number' ? instant(value) : value]),
  );
  const name = 'elementId' in event && event.elementId !== undefined ? nameOf(sheet, event.elementId) : undefined;
  return { ...shown, ...(name !== undefined && { elementName: name }), hash } as HistoryEvent;
};

const isWanted = (event: Event, { elementId, type }: ListEventsQuery): boolean =>
  (elementId === undefined || ('elementId' in event && event.elementId === elementId)) &&
  (type === undefined || event.type === type);

/** The version that a case went by at each of its events: names are those of then. */
async function sheetsOf(
  { host, versions }: Runner,
  { id, versionId }: Pick<InstanceRecord, 'id' | 'versionId'>,
): Promise<(seq: number) => VersionSheet> {
  const moves = host.reads.versionMoves.find({ instanceId: id }, { orderBy: 'seq' });
  const now = await versions.get(versionId);
  const before = await Promise.all(
    moves.map(async ({ seq, fromVersionId }) => ({ seq, sheet: await versions.get(fromVersionId) })),
  );
  return (seq) => before.find((move) => seq < move.seq)?.sheet ?? now;
}

export const createHistory = (runner: Runner) => ({
  async listEvents(by: Principal, id: string, query: ListEventsQuery): Promise<Page<HistoryEvent>> {
    const { host } = runner;
    const reader = await runner.reader(by);
    const record = host.reads.instances.get(id);
    if (!record || !mayRead(host.reads, reader, record)) throw notFound('instance', id);
    const sheetAt = await sheetsOf(runner, record);
    const { order, limit } = query;
    const isAscending = order === 'asc';
    const items: HistoryEvent[] = [];
    const list = `events ${id} ${order}`;
    let [from] = placeOf(list, query.cursor, [0]) ?? [isAscending ? 0 : Number.MAX_SAFE_INTEGER];
    for (;;) {
      const lines = host.reads.listEvents(id, { order, from, limit: linesAtOnce });
      for (const { event, hash } of eventsOf(lines, isAscending)) {
        if (isAscending ? event.seq <= from : event.seq >= from) continue;
        if (isWanted(event, query)) {
          const last = items.at(-1);
          if (items.length === limit && last) return { items, nextCursor: cursorAt(list, [last.seq]) };
          const told = historyEventOf(event, hash, sheetAt(event.seq));
          const isMove = event.type === 'migrated';
          items.push(
            isMove ? { ...told, fromVersion: sheetAt(event.seq - 1).version, toVersion: sheetAt(event.seq).version } : told,
          );
        }
      }
      const edge = lines.at(-1);
      if (!edge || lines.length < linesAtOnce) return { items, nextCursor: null };
      from = isAscending ? edge.toSeq : edge.fromSeq;
    }
  },
});

function* eventsOf(lines: readonly EventLine[], isAscending: boolean): Generator<{ event: Event; hash: string }> {
  for (const { events, hash } of lines) for (const event of isAscending ? events : events.toReversed()) yield { event, hash };
}

/** Whoever cancelled a case. */
export function endedBy(reads: Pick<EngineReads, 'listEvents'>, instanceId: string): string | null {
  const [line] = reads.listEvents(instanceId, { order: 'desc', from: Number.MAX_SAFE_INTEGER, limit: 1 });
  const ending = line?.events.find(({ type }) => type === 'instanceTerminated');
  return ending?.type === 'instanceTerminated' ? (ending.by?.userId ?? null) : null;
}

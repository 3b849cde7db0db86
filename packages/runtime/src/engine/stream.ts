/** What changed, as it is committed, to those who may see it. */
import type { StreamEvent } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import type { Change } from './host.ts';
import type { Runner } from './runner.ts';
import { mayRead, sightOf } from './visibility.ts';

const batchSize = 200;
/** For so long it is told that what was on offer is gone. */
const farewellMs = 60_000;

export class ChangeBell {
  private waiting = new Set<() => void>();

  ring(): void {
    const { waiting } = this;
    this.waiting = new Set();
    for (const wake of waiting) wake();
  }

  wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

/** Journal lines after a position, one stream event each; waits for more until the signal aborts. */
export async function* subscribe(
  runner: Runner,
  bell: ChangeBell,
  by: Principal,
  { after, signal }: { readonly after?: number; readonly signal: AbortSignal },
): AsyncIterable<StreamEvent> {
  const { reads } = runner.host;
  let position = after ?? reads.lastPosition();
  while (!signal.aborted) {
    const changes = reads.listChanges(position, batchSize);
    if (changes.length === 0) {
      await bell.wait(signal);
      continue;
    }
    const reader = await runner.reader(by);
    const seesAll = sightOf(reader) === undefined;
    for (const change of changes) {
      if (signal.aborted) return;
      ({ position } = change);
      const event = eventOf(change, seesAll || by.roles.includes('owner'), (instanceId) => {
        const processId = reads.processIdOf(instanceId);
        if (processId === undefined) return undefined;
        if (seesAll || mayRead(reads, reader, { id: instanceId, processId })) return processId;
        // A colleague has it now: the case is out of sight, and so is to be the task in their list.
        const since = runner.now() - farewellMs;
        return reads.wasOffered(instanceId, reader.userIds, reader.groups, since) ? processId : undefined;
      });
      if (event) yield event;
    }
  }
}

/** Kinds of the journal whose subject is a case. */
const ofCases: ReadonlySet<string> = new Set(['events', 'comment', 'file', 'override']);

/** `case` for a case's history, `comment` and `file` for what belongs to one, `process` and the like for the rest. */
function eventOf(
  { position, kind, subject }: Change,
  isDrawing: boolean,
  processOf: (instanceId: string) => string | undefined,
): StreamEvent | undefined {
  if (kind === 'draft' && !isDrawing) return undefined;
  if (!ofCases.has(kind)) return { position, type: kind, ids: { processId: subject } };
  const processId = processOf(subject);
  if (processId === undefined) return undefined;
  return { position, type: kind === 'events' ? 'case' : kind, ids: { instanceId: subject, processId } };
}

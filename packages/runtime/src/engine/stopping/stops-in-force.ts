/** The stops that are in force, in memory: every command asks whether anything of its case is stopped. */
import { type Stop, stoppedElements } from '@fortnight/shared/kernel';
import type { EngineHost } from '../host.ts';
import type { StopRecord } from '../records.ts';
import { EngineRefused } from '../refusal.ts';
import type { VersionSheet } from '../sheet.ts';

interface Place {
  readonly processId: string;
  readonly version: number;
}

const concerns = (stop: StopRecord, { processId, version }: Place): boolean =>
  stop.processId === processId && (stop.version === null || stop.version === version);

/** Changed as a stop is committed, so that a command sees those that were answered before it began. */
export class StopsInForce {
  private readonly host: EngineHost;
  private known: readonly StopRecord[] | undefined;
  /** Both by version; emptied when anything changes. */
  private readonly told = new Map<string, readonly Stop[] | undefined>();
  private readonly elements = new Map<string, ReadonlyMap<string, Stop>>();

  constructor(host: EngineHost) {
    this.host = host;
  }

  list(): readonly StopRecord[] {
    this.known ??= this.host.reads.stops.find({ state: 'inForce' }, { orderBy: 'at' });
    return this.known;
  }

  /** One began. */
  add(stop: StopRecord): void {
    this.known = [...this.list().filter(({ id }) => id !== stop.id), stop];
    this.told.clear();
    this.elements.clear();
  }

  /** One was ended. */
  remove(id: string): void {
    this.known = this.list().filter((stop) => stop.id !== id);
    this.told.clear();
    this.elements.clear();
  }

  get(id: string): StopRecord | undefined {
    return this.list().find((stop) => stop.id === id);
  }

  /** As the kernel is told of them; undefined where nothing of the version is stopped. The same list until anything changes. */
  of(place: Place): readonly Stop[] | undefined {
    if (this.list().length === 0) return undefined;
    const version = `${place.processId}\n${place.version}`;
    if (!this.told.has(version)) this.told.set(version, this.toldOf(place));
    return this.told.get(version);
  }

  /** What stops an element of a version. */
  at(sheet: VersionSheet, elementId: string): StopRecord | undefined {
    const stop = this.elementsOf(sheet).get(elementId);
    return stop && this.get(stop.id);
  }

  /** What keeps new cases from starting. */
  ofStarts(place: Place): StopRecord | undefined {
    return this.list().find(
      (stop) => (stop.kind === 'process' || stop.kind === 'version') && stop.holds !== 'cases' && concerns(stop, place),
    );
  }

  ofJobType(type: string): StopRecord | undefined {
    return this.list().find(({ jobType }) => jobType === type);
  }

  /** Those whose time is over. */
  dueBy(at: number): readonly StopRecord[] {
    return this.list().filter(({ until }) => until !== null && until <= at);
  }

  /** Errors: refuses (409 `stopped`) where no case of the version starts for now. */
  assertStarts(sheet: VersionSheet): void {
    const stop = this.ofStarts(sheet);
    if (!stop) return;
    const what = stop.kind === 'version' ? `Version ${sheet.version} of ${sheet.name}` : sheet.name;
    throw new EngineRefused(409, 'stopped', `${what} is stopped ("${stop.reason}"): no new case starts until that ends.`, {
      stop: stop.id,
      reason: stop.reason,
      processId: sheet.processId,
    });
  }

  private toldOf(place: Place): readonly Stop[] | undefined {
    const stops = this.list().flatMap((stop): Stop[] => {
      const { id, kind, holds, reason, elementId } = stop;
      if (kind === 'jobType' || holds === 'starts' || !concerns(stop, place)) return [];
      return [{ id, reason, ...(elementId !== null && { elements: [elementId] }) }];
    });
    return stops.length > 0 ? stops : undefined;
  }

  private elementsOf(sheet: VersionSheet): ReadonlyMap<string, Stop> {
    const known = this.elements.get(sheet.id);
    if (known) return known;
    const made = stoppedElements(sheet.program, this.of(sheet) ?? []);
    this.elements.set(sheet.id, made);
    return made;
  }
}

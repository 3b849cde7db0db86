/** Published versions as the engine needs them, read once a process run. */
import type { Form } from '@fortnight/shared/contract';
import type { Program } from '@fortnight/shared/kernel';
import type { ProcessNode } from '@fortnight/shared/model';
import { type Beginning, type Draw, drawVersion, type LiveVersions } from './live-versions.ts';
import { readSheet, type VersionSheet } from './sheet.ts';

/** What the engine asks of whoever keeps the versions: the releases room. */
export interface VersionSource {
  /** An immutable version with everything that the engine needs. */
  load(versionId: string): Promise<StoredVersion | undefined>;
  /** The id of a version by its number, or of the newest with a tag; none of an archived process, unless asked for. */
  find(processId: string, wanted: Wanted, also?: Also): Promise<string | undefined>;
  /** What new cases take that ask for none; undefined where nothing is live. */
  live(processId: string): Promise<LiveVersions | undefined>;
  /** Every process with a live version: whose start events are armed. */
  listLive(): Promise<readonly string[]>;
}

/** A version by name. */
export type Wanted = { readonly version: number } | { readonly versionTag: string };

/** Archived: for cases that run already; nothing new starts there. Proposed: for whoever looks ahead; nothing runs on it yet. */
interface Also {
  readonly archived: boolean;
  readonly proposed?: boolean;
}

export interface StoredVersion {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly contentHash: string;
  readonly process: ProcessNode;
  readonly forms: readonly Form[];
  readonly program: Program;
  /** The versions of called processes that this one keeps, by process. */
  readonly pins: Readonly<Record<string, string>>;
}

/** Thrown inside a command that needs a version which is not in memory; the command is tried again with it. */
export class VersionNeeded extends Error {
  override readonly name = 'VersionNeeded';
  readonly versionId: string;
  constructor(versionId: string) {
    super(`version ${versionId} is not in memory`);
    this.versionId = versionId;
  }
}

const cacheSize = 500;

/** Versions in memory, the least recently used one dropped past a bound. */
export class Versions {
  private readonly source: VersionSource;
  private readonly sheets = new Map<string, VersionSheet>();
  /** The one that was asked for last: the newest of them. */
  private latest: VersionSheet | undefined;
  private readonly loading = new Map<string, Promise<VersionSheet>>();
  /** What new cases of a process take when nothing else is said. */
  private readonly live = new Map<string, LiveVersions>();
  private changeCount = 0;
  private readonly takesCases: (sheet: VersionSheet) => boolean;

  /** `takesCases`: false as long as a version is stopped, which the others of its process stand in for. */
  constructor(source: VersionSource, takesCases: (sheet: VersionSheet) => boolean = () => true) {
    this.source = source;
    this.takesCases = takesCases;
  }

  find(processId: string, wanted: Wanted, also?: Also): Promise<string | undefined> {
    return this.source.find(processId, wanted, also);
  }

  /** What new cases take that ask for no version; undefined where nothing is live. */
  async liveOf(processId: string): Promise<LiveVersions | undefined> {
    const known = this.live.get(processId);
    if (known) return known;
    const { changeCount } = this;
    const found = await this.source.live(processId);
    if (found && changeCount === this.changeCount) this.live.set(processId, found);
    return found;
  }

  /** Draws the version of a new case among those that take cases now, among all where none does. */
  async draw(processId: string, beginning: Beginning): Promise<Draw | undefined> {
    const live = await this.liveOf(processId);
    if (!live) return undefined;
    if (live.versions.length < 2) return drawVersion(live, beginning);
    const sheets = await Promise.all(live.versions.map(({ versionId }) => this.get(versionId)));
    return drawVersion(live, beginning, new Set(this.taking(sheets)));
  }

  /**
   * Within a command: draws among versions that are armed for what has come.
   *
   * Between two sets of live versions the one that is armed first takes it.
   */
  drawAmong(processId: string, versionIds: readonly string[], beginning: Beginning): Draw {
    const live = this.live.get(processId);
    const taking = versionIds.length < 2 ? versionIds : this.taking(versionIds.map((id) => this.inMemory(id)));
    const [first = ''] = taking;
    return (live && drawVersion(live, beginning, new Set(taking))) ?? { versionId: first };
  }

  private taking(sheets: readonly VersionSheet[]): readonly string[] {
    const taking = sheets.filter(this.takesCases);
    return (taking.length > 0 ? taking : sheets).map(({ id }) => id);
  }

  /** Within a command; empty between two sets of live versions. */
  liveIds(processId: string): readonly string[] {
    return this.live.get(processId)?.versions.map(({ versionId }) => versionId) ?? [];
  }

  /** Others are live, or none. */
  liveChanged(processId: string): void {
    this.changeCount += 1;
    this.live.delete(processId);
  }

  async get(versionId: string): Promise<VersionSheet> {
    const known = this.touch(versionId);
    if (known) return known;
    const under = this.loading.get(versionId);
    if (under) return under;
    const loading = this.load(versionId).finally(() => this.loading.delete(versionId));
    this.loading.set(versionId, loading);
    return loading;
  }

  /** Within a command, which waits for nothing. */
  inMemory(versionId: string): VersionSheet {
    const known = this.touch(versionId);
    if (!known) throw new VersionNeeded(versionId);
    return known;
  }

  private touch(versionId: string): VersionSheet | undefined {
    if (this.latest?.id === versionId) return this.latest;
    const sheet = this.sheets.get(versionId);
    if (!sheet) return undefined;
    this.sheets.delete(versionId);
    this.sheets.set(versionId, sheet);
    this.latest = sheet;
    return sheet;
  }

  private async load(versionId: string): Promise<VersionSheet> {
    const stored = await this.source.load(versionId);
    if (!stored) throw new Error(`the version ${versionId} is not in the store, though a case runs on it`);
    const sheet = readSheet(stored);
    this.sheets.set(versionId, sheet);
    this.latest = sheet;
    const oldest = this.sheets.size > cacheSize ? this.sheets.keys().next().value : undefined;
    if (oldest !== undefined) this.sheets.delete(oldest);
    return sheet;
  }
}

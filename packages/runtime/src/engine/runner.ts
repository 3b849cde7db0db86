/** Runs commands: what they need to know is fetched before, what they changed is told after the commit. */
import type { WorkingCalendar } from '@fortnight/shared/calendar';
import type { Directory } from '@fortnight/shared/people';
import type { Principal } from '../access/index.ts';
import { type Reader, readerOf } from './actor.ts';
import type { EngineHost, EngineTransaction } from './host.ts';
import type { Knowledge, Wake } from './knowledge.ts';
import type { StopsInForce } from './stopping/stops-in-force.ts';
import { VersionNeeded, type Versions } from './versions.ts';

export interface RunnerOptions {
  readonly host: EngineHost;
  readonly versions: Versions;
  readonly stops: StopsInForce;
  readonly directory: () => Promise<Directory>;
  readonly calendars: () => readonly WorkingCalendar[];
  /** Epoch ms. */
  readonly now: () => number;
  readonly wake: (what: Wake) => void;
}

/** A message may wake a case of one more version at each try; past this, a defect of ours asks for ever. */
const maximumTries = 100;

export class Runner {
  readonly host: EngineHost;
  readonly versions: Versions;
  readonly calendars: () => readonly WorkingCalendar[];
  readonly now: () => number;
  readonly stops: StopsInForce;
  private readonly directory: () => Promise<Directory>;
  private readonly wake: (what: Wake) => void;

  constructor(options: RunnerOptions) {
    this.host = options.host;
    this.versions = options.versions;
    this.calendars = options.calendars;
    this.now = options.now;
    this.directory = options.directory;
    this.wake = options.wake;
    this.stops = options.stops;
  }

  /** One transaction; tried again when it turns out to need a version that is not in memory. */
  async command<T>(run: (tx: EngineTransaction, knowledge: Knowledge) => T): Promise<T> {
    const directory = await this.directory();
    for (let tries = 1; ; tries++) {
      try {
        return await this.host.write((tx) => run(tx, this.knowledge(directory)));
      } catch (error) {
        if (!(error instanceof VersionNeeded) || tries > maximumTries) throw error;
        await this.versions.get(error.versionId);
      }
    }
  }

  /** A command that somebody else runs within a transaction of theirs; it needs no version that is not in memory. */
  async prepared<T>(run: (tx: EngineTransaction, knowledge: Knowledge) => T): Promise<(tx: EngineTransaction) => T> {
    const directory = await this.directory();
    return (tx) => run(tx, this.knowledge(directory));
  }

  async reader(by: Principal): Promise<Reader> {
    return readerOf(by, await this.directory(), this.now());
  }

  private knowledge(directory: Directory): Knowledge {
    const { versions, stops, wake } = this;
    return { at: this.now(), directory, calendars: this.calendars(), versions, stops, wake };
  }
}

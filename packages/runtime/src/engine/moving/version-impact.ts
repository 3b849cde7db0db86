/** What a version that may be published would mean for the cases that run on others: examined in slices, kept for a while. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import {
  type CaseAhead,
  type CasesAhead,
  type ListCasesAheadQuery,
  limits,
  type MigrationOutcome,
  type Page,
} from '@fortnight/shared/contract';
import type { MigrationPlan, Obstacle } from '@fortnight/shared/kernel';
import { planMigration } from '@fortnight/shared/migration';
import type { Principal } from '../../access/index.ts';
import { cursorAt, placeOf } from '../../base/index.ts';
import type { InstanceRecord } from '../records.ts';
import type { Runner } from '../runner.ts';
import { nameOf, type VersionSheet } from '../sheet.ts';
import { instant } from '../views/instance.ts';
import { assertMayManage, seesEveryCase } from '../visibility.ts';
import { examineCase, type Onto } from './examine-case.ts';
import { type Counts, noCounts } from './impact.ts';
import { obstacleOf } from './moves.ts';

/** So long others wait for their turn at most, as far as one case allows. */
const sliceMs = 8;
/** A short examination is answered at once. */
const patienceMs = 300;
/** So old an answer may be before the cases are looked at anew. */
const freshMs = 10_000;
const remembered = 20;
const casesAtOnce = 100;

/** What is drawn or proposed, as far as cases would go on by it. */
export interface Ahead extends Onto {
  /** The same for the same content. */
  readonly key: string;
  /** Null where it has no number yet. */
  readonly version: number | null;
}

interface Line {
  readonly instanceId: string;
  readonly version: number;
  readonly stageId: string | null;
  readonly outcome: MigrationOutcome;
  readonly obstacles: readonly Obstacle[];
}

interface Tally {
  total: number;
  readonly outcomes: Counts;
}

interface Examination {
  readonly key: string;
  readonly at: number;
  running: number;
  readonly lines: Line[];
  readonly stages: Map<string | null, Tally & { name: string | null; rank: number }>;
  readonly versions: Map<number, Tally>;
  readonly obstacles: Map<string, { readonly obstacle: Obstacle; readonly version: number; cases: number }>;
  /** On the machine's own clock. */
  doneAt: number | undefined;
  work: Promise<void>;
}

/** One process at a time is examined, so that the server has no more of it to do than that. */
export class VersionImpacts {
  private readonly runner: Runner;
  private readonly kept = new Map<string, Examination>();
  private before: Promise<unknown> = Promise.resolve();
  private isStopped = false;

  constructor(runner: Runner) {
    this.runner = runner;
  }

  /**
   * How far the examination is; it begins where none is kept that is fresh.
   *
   * Cost: reads each running case of the process once, at most `limits.impactCases`, in slices of some milliseconds.
   */
  async look(by: Principal, ahead: Ahead): Promise<CasesAhead> {
    this.assertMaySee(by, ahead.processId);
    const examination = this.examinationOf(ahead);
    await Promise.race([examination.work, setTimeout(patienceMs, undefined, { ref: false })]);
    return viewOf(examination);
  }

  /** The cases behind a count, once all of them are examined. */
  async list(by: Principal, ahead: Ahead, { outcome, stage, limit, cursor }: ListCasesAheadQuery): Promise<Page<CaseAhead>> {
    this.assertMaySee(by, ahead.processId);
    const examination = this.kept.get(keyOf(ahead)) ?? this.examinationOf(ahead);
    await examination.work;
    const list = `cases ahead ${examination.key} ${outcome} ${stage}`;
    const [from] = placeOf(list, cursor, [0]) ?? [0];
    const meant = examination.lines.filter(
      (line) => (outcome === undefined || line.outcome === outcome) && (stage === undefined || (line.stageId ?? '') === stage),
    );
    const { instances } = this.runner.host.reads;
    return {
      items: meant.slice(from, from + limit).map(({ instanceId, obstacles, ...line }) => ({
        instanceId,
        caseName: instances.get(instanceId)?.caseName ?? '',
        ...line,
        obstacles: obstacles.map(obstacleOf),
      })),
      nextCursor: from + limit < meant.length ? cursorAt(list, [from + limit]) : null,
    };
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.before.catch(() => undefined);
  }

  private assertMaySee(by: Principal, processId: string): void {
    if (!seesEveryCase(by)) assertMayManage(this.runner.host.reads, by, processId, 'see what becomes of its cases');
  }

  private examinationOf(ahead: Ahead): Examination {
    const key = keyOf(ahead);
    const known = this.kept.get(key);
    if (known && (known.doneAt === undefined || performance.now() - known.doneAt < freshMs)) return known;
    const examination: Examination = {
      key,
      at: this.runner.now(),
      running: 0,
      lines: [],
      stages: new Map(),
      versions: new Map(),
      obstacles: new Map(),
      doneAt: undefined,
      work: Promise.resolve(),
    };
    examination.work = this.before.then(() => this.examine(examination, ahead));
    this.before = examination.work.catch(() => this.kept.delete(key));
    this.kept.delete(key);
    this.kept.set(key, examination);
    const [oldest] = this.kept.keys();
    if (this.kept.size > remembered && oldest !== undefined) this.kept.delete(oldest);
    return examination;
  }

  private async examine(examination: Examination, ahead: Ahead): Promise<void> {
    const { host, versions } = this.runner;
    const { reads } = host;
    const others = reads.runningByVersion(ahead.processId).filter(({ version }) => version !== ahead.version);
    examination.running = others.reduce((sum, { count }) => sum + count, 0);
    const plans = new Map<string, { readonly from: VersionSheet; readonly plan: MigrationPlan }>();
    let since = performance.now();
    for (let cursor: string | null | undefined; cursor !== null && examination.running > 0; ) {
      const page = reads.listInstances(
        { processId: ahead.processId, states: ['active', 'suspended'], sort: '-startedAt' },
        undefined,
        { limit: casesAtOnce, ...(cursor !== undefined && { cursor }) },
      );
      for (const { id } of page.items) {
        if (this.isStopped) throw new Error('the server stops');
        const record = reads.instances.get(id);
        if (!record || record.endedAt !== null || record.version === ahead.version) continue;
        if (examination.lines.length >= limits.impactCases) break;
        let planned = plans.get(record.versionId);
        if (!planned) {
          const from = await versions.get(record.versionId);
          planned = { from, plan: planMigration(from.program, ahead.program).plan };
          plans.set(record.versionId, planned);
        }
        count(examination, record, planned.from, examineCase(reads, record, { ...planned, to: ahead }));
        if (performance.now() - since < sliceMs) continue;
        await setImmediate();
        since = performance.now();
      }
      cursor = examination.lines.length >= limits.impactCases ? null : page.nextCursor;
    }
    // Some began, and some ended, meanwhile.
    if (examination.lines.length < limits.impactCases) examination.running = examination.lines.length;
    examination.doneAt = performance.now();
  }
}

const keyOf = ({ processId, key }: Ahead): string => `${processId} ${key}`;

function count(
  { lines, stages, versions, obstacles }: Examination,
  { id: instanceId, version, stageId }: InstanceRecord,
  from: VersionSheet,
  examined: Pick<Line, 'outcome' | 'obstacles'>,
): void {
  lines.push({ instanceId, version, stageId, ...examined });
  const rank = stageId === null ? -1 : from.stages.findIndex(({ elementId }) => elementId === stageId);
  const name = stageId === null ? null : nameOf(from, stageId);
  const stage = stages.get(stageId) ?? { name, rank, total: 0, outcomes: noCounts() };
  const ofVersion = versions.get(version) ?? { total: 0, outcomes: noCounts() };
  for (const tally of [stage, ofVersion]) {
    tally.total += 1;
    tally.outcomes[examined.outcome] += 1;
  }
  stages.set(stageId, stage);
  versions.set(version, ofVersion);
  for (const obstacle of examined.obstacles) {
    const key = JSON.stringify([version, obstacle]);
    const known = obstacles.get(key) ?? { obstacle, version, cases: 0 };
    known.cases += 1;
    obstacles.set(key, known);
  }
}

function viewOf({ at, running, lines, stages, versions, obstacles, doneAt }: Examination): CasesAhead {
  const outcomes = noCounts();
  for (const { outcome } of lines) outcomes[outcome] += 1;
  return {
    state: doneAt === undefined ? 'running' : 'done',
    at: instant(at),
    running,
    examined: lines.length,
    isSample: running > limits.impactCases,
    outcomes,
    stages: [...stages]
      .sort(([, one], [, other]) => one.rank - other.rank)
      .map(([stageId, { name, total, outcomes: of }]) => ({ stageId, name, total, outcomes: { ...of } })),
    versions: [...versions]
      .sort(([one], [other]) => other - one)
      .map(([version, { total, outcomes: of }]) => ({ version, total, outcomes: { ...of } })),
    obstacles: [...obstacles.values()]
      .sort((one, other) => other.cases - one.cases)
      .map(({ obstacle, version, cases }) => ({ ...obstacleOf(obstacle), version, cases })),
  };
}

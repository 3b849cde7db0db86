/** What the read side asks of whoever keeps the data: counts on the projections, never on the history. */
import type { Json } from '@fortnight/shared/base';
import type { Sight } from '../engine/index.ts';

export interface StageRow {
  /** Null: in no stage. */
  readonly stageId: string | null;
  readonly currency: string | null;
  readonly count: number;
  readonly overTargetCount: number;
  readonly amount: number | null;
}
export interface MoveRow {
  readonly fromStage: string | null;
  readonly toStage: string | null;
  readonly kind: 'forward' | 'back' | 'lost' | 'won' | 'ended';
  readonly count: number;
}
export interface IncidentGroupRow {
  readonly groupId: string;
  readonly processId: string;
  readonly elementId: string;
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, Json>>;
  readonly versions: readonly number[];
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}
export interface EndedCaseRow {
  readonly id: string;
  readonly processId: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly caseName: string;
  readonly endedAt: number;
}
export interface IncidentRow {
  readonly instanceId: string;
  readonly processId: string;
  readonly versionId: string;
  readonly elementId: string;
  readonly caseName: string;
  readonly raisedAt: number;
  readonly resolvedAt: number | null;
  readonly resolvedBy: string | null;
}
export interface ProcessChangeRow {
  readonly processId: string;
  readonly processName: string;
  readonly owner: string | null;
  readonly at: number;
  readonly body: Readonly<Record<string, Json>>;
}
export interface ProcessRow {
  readonly id: string;
  readonly name: string;
  readonly owner: string | null;
  readonly runningCount: number;
}
export interface JobRow {
  readonly type: string;
  readonly waitingCount: number;
  readonly activeCount: number;
  readonly oldestAt: number | null;
  readonly workerCount: number;
}
export interface HealthRow {
  readonly incidents: { readonly openCount: number; readonly caseCount: number };
  readonly jobs: readonly JobRow[];
  readonly timers: { readonly overdueCount: number; readonly dueWithinHourCount: number; readonly dueTodayCount: number };
  readonly outbox: { readonly waitingCount: number; readonly oldestAt: number | null; readonly failingCount: number };
  readonly database: {
    readonly kind: 'sqlite' | 'memory';
    readonly sizeBytes: number;
    readonly freeBytes: number | null;
    readonly lastBackupAt: number | null;
  };
  /** Since the process started; percentiles of the latest thousand. */
  readonly commands: { readonly count: number; readonly p99Ms: number | null; readonly perCommit: number | null };
}

export interface InsightReads {
  /** Running cases by stage and currency, as far as the reader sees them. Times are epoch ms. */
  stages(processId: string, version: number | undefined, at: number, sight: Sight | undefined): StageRow[];
  moves(processId: string, version: number | undefined): MoveRow[];
  incidentGroups(sight: Sight | undefined, limit: number): IncidentGroupRow[];
  /** Processes with a live version, the most running first; of one owner, or of all. */
  processes(ownerId: string | undefined, limit: number): ProcessRow[];
  process(processId: string): { readonly name: string; readonly owner: string | null } | undefined;
  taskCounts(
    userIds: readonly string[],
    groups: readonly string[],
    at: number,
  ): { readonly mineCount: number; readonly groupsCount: number; readonly overdueCount: number };
  endedCases(since: number, sight: Sight | undefined, limit: number): EndedCaseRow[];
  incidentChanges(since: number, sight: Sight | undefined, limit: number): IncidentRow[];
  /** The newest, of one owner's processes or of all. */
  processChanges(since: number, of: { readonly ownedBy?: string | null }, limit: number): ProcessChangeRow[];
  openIncidentCount(): number;
  health(at: number, endOfDay: number): HealthRow;
}

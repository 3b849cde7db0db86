/** What changed in the last week, for whom it concerns: codes with parameters, worded by the catalogues. */
import type { Change } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import type { Sight } from '../engine/index.ts';
import type { EndedCaseRow, IncidentRow, InsightReads, ProcessChangeRow } from './host.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;
const shownAtMost = 12;
const instant = (at: number): string => new Date(at).toISOString();

const processCodes: Readonly<Record<string, string>> = {
  published: 'version-published',
  proposed: 'version-proposed',
  approved: 'version-approved',
  declined: 'version-declined',
  withdrawn: 'version-withdrawn',
  scheduled: 'version-scheduled',
  'rollout.began': 'rollout-began',
  'rollout.shared': 'rollout-shared',
  'rollout.completed': 'rollout-completed',
  rolledBack: 'version-rolled-back',
  publicationRequested: 'publication-requested',
  created: 'process-created',
  archived: 'process-archived',
  updated: 'process-updated',
};

interface Names {
  readonly elementName: (versionId: string, elementId: string) => Promise<string>;
  /** Who ended a case by hand. */
  readonly endedBy: (instanceId: string) => string | null;
}

export async function changesFor(
  reads: InsightReads,
  by: Principal,
  sight: Sight | undefined,
  at: number,
  names: Names,
): Promise<Change[]> {
  const since = at - weekMs;
  const processes = reads.processChanges(since, sight ? { ownedBy: by.userId } : {}, shownAtMost).flatMap(processChange);
  const cases = reads.endedCases(since, sight, shownAtMost).flatMap((row) => caseChange(row, names));
  const incidents = await Promise.all(reads.incidentChanges(since, sight, shownAtMost).map((row) => incidentChange(row, names)));
  return [...processes, ...cases, ...incidents].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, shownAtMost);
}

function processChange({ processId, processName, at, body }: ProcessChangeRow): Change[] {
  const code = processCodes[String(body.action)];
  if (code === undefined) return [];
  const { version, by } = body;
  return [
    {
      at: instant(at),
      code,
      params: { process: processName, ...(typeof version === 'number' && { version }) },
      processId,
      by: typeof by === 'string' ? by : null,
    },
  ];
}

function caseChange({ id, processId, state, outcome, caseName, endedAt }: EndedCaseRow, { endedBy }: Names): Change[] {
  const code = outcome === 'won' ? 'case-won' : outcome === 'lost' ? 'case-lost' : state === 'terminated' ? 'case-cancelled' : '';
  if (code === '') return [];
  const by = state === 'terminated' ? endedBy(id) : null;
  return [{ at: instant(endedAt), code, params: { case: caseName }, processId, instanceId: id, by }];
}

async function incidentChange(row: IncidentRow, { elementName }: Names): Promise<Change> {
  const { resolvedAt, raisedAt, resolvedBy, processId, instanceId, caseName } = row;
  const element = await elementName(row.versionId, row.elementId);
  const isResolved = resolvedAt !== null;
  return {
    at: instant(isResolved ? resolvedAt : raisedAt),
    code: isResolved ? 'incident-resolved' : 'incident-raised',
    params: { case: caseName, element },
    processId,
    instanceId,
    by: resolvedBy,
  };
}

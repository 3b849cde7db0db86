/** Stops: set, listed, ended, and what waits behind them. */
import {
  type CreateStop,
  type EndStop,
  type InstanceSummary,
  type ListStopsQuery,
  limits,
  type Page,
  type PageQuery,
  type Stop,
} from '@fortnight/shared/contract';
import { stoppedElements } from '@fortnight/shared/kernel';
import type { Principal } from '../../access/index.ts';
import type { InstanceFilter } from '../host.ts';
import { createId } from '../ids.ts';
import { pageOf } from '../instances.ts';
import type { StopRecord } from '../records.ts';
import { EngineRefused, notFound } from '../refusal.ts';
import type { Runner } from '../runner.ts';
import type { VersionSheet } from '../sheet.ts';
import { instantOrNull, summaryOf } from '../views/instance.ts';
import { mayManage, sightOf } from '../visibility.ts';
import { aboutOf, end, noteStop } from './ending.ts';
import { noteOf } from './stop-view.ts';

const watching: readonly string[] = ['owner', 'admin', 'analyst', 'risk', 'audit'];
const running = ['active', 'suspended'];

/** Above the owners of processes: what they stop goes on when they say so. */
const isAbove = ({ roles }: Principal): boolean => roles.includes('admin') || roles.includes('risk');
const watches = ({ roles }: Principal): boolean => roles.some((role) => watching.includes(role));

export function createStops(runner: Runner) {
  const { host, versions } = runner;

  /** The versions of a process that take new cases or have running ones. */
  const sheetsOf = async (processId: string, version: number | null): Promise<VersionSheet[]> => {
    const live = await versions.liveOf(processId);
    const numbers = version === null ? host.reads.runningByVersion(processId).map((each) => each.version) : [version];
    const found = await Promise.all(numbers.map((number) => versions.find(processId, { version: number }, { archived: true })));
    const ids = new Set([
      ...found.flatMap((id) => id ?? []),
      ...(version === null ? (live?.versions.map(({ versionId }) => versionId) ?? []) : []),
    ]);
    return Promise.all([...ids].map((id) => versions.get(id)));
  };
  /** A version that tells its name, and that of its step: one that is live, else the newest other that has the step. */
  const sheetOf = async ({ processId, version, elementId }: StopRecord): Promise<VersionSheet | undefined> => {
    if (processId === null) return undefined;
    const isTold = ({ nodes }: VersionSheet): boolean => elementId === null || nodes.has(elementId);
    const live = version === null ? await versions.liveOf(processId) : undefined;
    for (const { versionId } of live?.versions ?? []) {
      const sheet = await versions.get(versionId);
      if (isTold(sheet)) return sheet;
    }
    const sheets = (await sheetsOf(processId, version)).toSorted((a, b) => b.version - a.version);
    return sheets.find(isTold) ?? sheets[0];
  };

  const mayEnd = (by: Principal, stop: StopRecord): boolean =>
    isAbove(by) || (stop.isFromAbove === 0 && stop.processId !== null && mayManage(host.reads, by, stop.processId));

  /** What stands at a stopped step: itself, and what it holds, in any version that is concerned. */
  const elementsOf = async ({ id, reason, processId, version, elementId }: StopRecord): Promise<string[]> => {
    if (processId === null || elementId === null) return [];
    const sheets = await sheetsOf(processId, version);
    return [
      ...new Set(sheets.flatMap(({ program }) => [...stoppedElements(program, [{ id, reason, elements: [elementId] }]).keys()])),
    ];
  };

  const countWaiting = async (stop: StopRecord): Promise<number> => {
    const { id, kind, holds, state, processId, version, jobType } = stop;
    if (state === 'over') return 0;
    if (state === 'goingOn') return host.reads.countStandstills(id);
    if (jobType !== null) return host.reads.countWithJob(jobType, runner.now());
    if (processId === null || holds === 'starts') return 0;
    const ofProcess = { processId, ...(version !== null && { version }) };
    if (kind === 'element') return host.reads.countStanding(ofProcess, await elementsOf(stop));
    if (version !== null) return host.reads.countRunning(processId, version);
    return host.reads.runningByVersion(processId).reduce((sum, { count }) => sum + count, 0);
  };

  const stopOf = async (by: Principal, stop: StopRecord): Promise<Stop> => ({
    ...noteOf(host.reads, stop, await sheetOf(stop)),
    state: stop.state,
    endedAt: instantOrNull(stop.endedAt),
    endedBy: stop.endedBy,
    endReason: stop.endReason,
    waiting: watches(by) ? await countWaiting(stop) : null,
    can: stop.state === 'inForce' && mayEnd(by, stop) ? ['end'] : [],
  });

  /** What is over, and processes of which nothing is live, are known to who watches over cases alone. */
  const mayKnow = async (by: Principal, { state, processId }: StopRecord): Promise<boolean> =>
    watches(by) || (state === 'inForce' && (processId === null || (await versions.liveOf(processId)) !== undefined));

  const known = async (by: Principal, id: string): Promise<StopRecord> => {
    const stop = host.reads.stops.get(id);
    if (!stop || !(await mayKnow(by, stop))) throw notFound('stop', id);
    return stop;
  };

  /** Errors: refuses a process, version or step that is not there, and who may not stop it. */
  const assertMayStop = async (by: Principal, body: CreateStop): Promise<void> => {
    if (body.kind === 'jobType') {
      if (isAbove(by)) return;
      throw new EngineRefused(
        403,
        'not-your-process',
        'Expected an admin or risk to stop a type of job: every process may have it.',
        {
          jobType: body.jobType,
        },
      );
    }
    const { processId } = body;
    if (!host.reads.processOf(processId)) throw notFound('process', processId);
    if (!isAbove(by) && !mayManage(host.reads, by, processId))
      throw new EngineRefused(403, 'not-your-process', 'Expected an admin, risk or the owner of the process to stop it.', {
        processId,
      });
    const version = 'version' in body ? (body.version ?? null) : null;
    const sheets = await sheetsOf(processId, version);
    if (version !== null && sheets.length === 0)
      throw new EngineRefused(404, 'version-not-found', `The process "${processId}" has no version ${version} that was live.`, {
        processId,
        version,
      });
    if (body.kind === 'element' && !sheets.some(({ nodes }) => nodes.has(body.elementId)))
      throw new EngineRefused(
        404,
        'element-not-found',
        `No version of "${processId}" that has cases, or takes new ones, has a step "${body.elementId}".`,
        {
          processId,
          elementId: body.elementId,
        },
      );
  };

  return {
    async createStop(by: Principal, body: CreateStop): Promise<Stop> {
      await assertMayStop(by, body);
      const record = await runner.command((tx, knowledge) => {
        const { at } = knowledge;
        const until = body.until === undefined ? null : Date.parse(body.until);
        if (until !== null && until <= at)
          throw new EngineRefused(
            422,
            'until-past',
            'Expected a time to come at which the stop ends; leave it out to end it by hand.',
            {
              until: body.until ?? '',
            },
          );
        const made: StopRecord = {
          id: createId(at),
          kind: body.kind,
          holds: 'holds' in body ? body.holds : 'cases',
          processId: 'processId' in body ? body.processId : null,
          version: 'version' in body ? (body.version ?? null) : null,
          elementId: 'elementId' in body ? body.elementId : null,
          jobType: 'jobType' in body ? body.jobType : null,
          reason: body.reason,
          by: by.userId,
          isFromAbove: isAbove(by) ? 1 : 0,
          at,
          until,
          state: 'inForce',
          endedAt: null,
          endedBy: null,
          endReason: null,
        };
        // Another of wider hold, or from above, is a stop of its own: it holds on when this one is ended.
        const { kind, holds, processId, version, elementId, jobType, isFromAbove } = made;
        const alike = { state: 'inForce', kind, holds, processId, version, elementId, jobType, isFromAbove } as const;
        const [same] = tx.stops.find(alike, { limit: 1 });
        if (same)
          throw new EngineRefused(409, 'stopped-already', `It is stopped already ("${same.reason}"); end that stop first.`, {
            stop: same.id,
            reason: same.reason,
          });
        const found = knowledge.stops.list().length + tx.stops.find({ state: 'goingOn' }).length;
        if (found >= limits.stopsInForce)
          throw new EngineRefused(
            409,
            'too-many-stops',
            `Expected fewer than ${limits.stopsInForce} stops in force, found ${found}. End one that is not needed any more, or stop the whole process instead of its steps.`,
            { found, limit: limits.stopsInForce },
          );
        tx.stops.insert(made);
        tx.audit({
          at,
          by,
          action: 'stop.set',
          target: processId ?? jobType,
          details: {
            stop: made.id,
            ...aboutOf(made),
            reason: made.reason,
            ...(body.until !== undefined && { until: body.until }),
          },
        });
        noteStop(tx, knowledge, made, 'inForce');
        tx.onCommit(() => {
          knowledge.stops.add(made);
          if (until !== null) knowledge.wake({ kind: 'due', at: until });
        });
        return made;
      });
      return stopOf(by, record);
    },

    async endStop(by: Principal, id: string, { reason }: EndStop): Promise<Stop> {
      const record = await runner.command((tx, knowledge) => {
        const stop = tx.stops.get(id);
        if (!stop) throw notFound('stop', id);
        if (!mayEnd(by, stop))
          throw new EngineRefused(
            403,
            stop.isFromAbove === 1 ? 'stopped-from-above' : 'not-your-process',
            stop.isFromAbove === 1
              ? 'Expected an admin or risk: who stopped it was one of them.'
              : 'Expected an admin, risk or the owner of the process to let it go on.',
            { stop: id },
          );
        if (stop.state !== 'inForce')
          throw new EngineRefused(409, 'not-stopped', `The stop ${id} was ended already.`, { stop: id });
        return end(tx, knowledge, stop, { by, reason });
      });
      return stopOf(by, record);
    },

    getStop: async (by: Principal, id: string): Promise<Stop> => stopOf(by, await known(by, id)),

    async listStops(by: Principal, query: ListStopsQuery): Promise<Page<Stop>> {
      const isOver = query.state === 'over';
      if (isOver && !watches(by)) return { items: [], nextCursor: null };
      const filter = { isOver, ...(query.processId !== undefined && { processId: query.processId }) };
      const { items, nextCursor } = host.reads.listStops(filter, pageOf(query));
      const seen = await Promise.all(items.map(async (stop) => ((await mayKnow(by, stop)) ? [await stopOf(by, stop)] : [])));
      return { items: seen.flat(), nextCursor };
    },

    /** Cases that wait behind a stop, those that the reader may read. */
    async listStopCases(by: Principal, id: string, query: PageQuery): Promise<Page<InstanceSummary>> {
      const stop = await known(by, id);
      const { kind, holds, state, processId, version, jobType } = stop;
      if (state !== 'inForce' || holds === 'starts') return { items: [], nextCursor: null };
      const filter: InstanceFilter = {
        sort: 'startedAt',
        ...(processId !== null && { processId }),
        ...(version !== null && { version }),
        ...(kind === 'element' ? { elementIds: await elementsOf(stop) } : { states: running }),
        ...(jobType !== null && { jobType }),
      };
      const reader = await runner.reader(by);
      const { items, nextCursor } = host.reads.listInstances(filter, sightOf(reader), pageOf(query));
      const shown = await Promise.all(items.map(async (record) => summaryOf(record, await versions.get(record.versionId))));
      return { items: shown, nextCursor };
    },
  };
}

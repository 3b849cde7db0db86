/** One runtime for all scenarios of a worker, on a database in memory and a clock that each run sets anew. */
import { createRuntime, type Runtime } from '@fortnight/runtime';
import type { WorkingCalendar } from '@fortnight/shared/calendar';
import type { Actor } from '@fortnight/shared/kernel';
import type { Directory } from '@fortnight/shared/people';
import { directoryFor, host } from './principals.ts';
import type { Run } from './run.ts';

export interface RuntimeHost {
  readonly runtime: Runtime;
  readonly processId: string;
  readonly run: Run;
  /** Ids of files and messages as the runtime knows them, and what the scenario calls them. */
  readonly names: Map<string, string>;
  now(): number;
  /** Who acts next: the directory knows whom they stand in for. */
  actsNext(by: Actor | undefined): void;
  /** Ends what the run left open, so that no later run meets it. */
  leave(): Promise<void>;
  /** Errors: throws what nobody foresaw. */
  assertNoFailure(): void;
}

/** Unlike a manual clock it goes back: each run has its own time. */
const clock = {
  at: 0,
  now: () => clock.at,
  moveTo(at: number) {
    clock.at = at;
  },
};
const known: { directory: Directory; by: Actor | undefined; calendars: WorkingCalendar[]; failures: unknown[] } = {
  directory: { users: [] },
  by: undefined,
  calendars: [],
  failures: [],
};
let opened: Promise<Runtime> | undefined;

const blank = (id: string): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="${id}" isExecutable="true"><startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/></process></definitions>`;

/** Deploys the run's files at its moment. */
export async function runtimeHost(run: Run): Promise<RuntimeHost> {
  clock.moveTo(run.startAt);
  Object.assign(known, { directory: run.knowledge.directory, by: undefined });
  known.calendars.splice(0, known.calendars.length, ...run.knowledge.calendars);
  opened ??= createRuntime({
    database: 'memory:',
    clock,
    calendars: known.calendars,
    directory: async () => directoryFor(known.directory, known.by, clock.now()),
    log: (error) => known.failures.push(error),
  });
  const runtime = await opened;
  const { deployments } = await runtime.deploy(host, { files: [...run.files, ...(run.others ?? [])] });
  return {
    runtime,
    processId: run.processId,
    run,
    names: new Map(),
    now: clock.now,
    actsNext(by) {
      known.by = by;
    },
    async leave() {
      known.by = undefined;
      for (const { processId } of deployments) {
        // What was said may have started others beside: a signal that is caught and starts, a message to another pool.
        const { items } = await runtime.listInstances(host, { processId, state: 'active,suspended', limit: 100 });
        // What they called ends with them, also while this goes on.
        for (const { id, parentInstanceId } of items)
          if (parentInstanceId === null) await runtime.cancelInstance(host, id, { reason: 'The scenario is over.' });
      }
      await runtime.tick();
      // Whatever they start with is armed as long as it is live.
      const files = deployments.map(({ processId }) => ({ name: `${processId}.bpmn`, content: blank(processId) }));
      await runtime.deploy(host, { files });
    },
    assertNoFailure() {
      const [failure] = known.failures.splice(0);
      if (failure) throw new Error('the runtime logged a failure', { cause: failure });
    },
  };
}

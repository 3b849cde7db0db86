/** One case is moved: by hand, or to another version. */
import type {
  GrantOverride,
  Instance,
  InstanceMigration,
  MigrateInstance,
  MigrationObstacle,
  ModifyInstance,
  Override,
} from '@fortnight/shared/contract';
import type { Obstacle } from '@fortnight/shared/kernel';
import { planMigration } from '@fortnight/shared/migration';
import type { Principal } from '../../access/index.ts';
import { actorOf } from '../actor.ts';
import { advance, type Command, loadCase } from '../advance.ts';
import { EngineRefused, notFound } from '../refusal.ts';
import type { Runner } from '../runner.ts';
import type { VersionSheet } from '../sheet.ts';
import { instanceOf } from '../views/instance.ts';
import { assertMayManage, assertMayRead, mayRead } from '../visibility.ts';
import { examineCase } from './examine-case.ts';
import { migrateCase } from './migrate-case.ts';
import { grant, overrideOf, use } from './overrides.ts';
import { wishesOf } from './wishes.ts';

export const obstacleOf = ({ params, ...obstacle }: Obstacle): MigrationObstacle => ({
  ...obstacle,
  ...(params && { params: { ...params } }),
});

/** The checkpoints that a case would owe. */
const owedIn = (obstacles: readonly Obstacle[]): string[] => [
  ...new Set(
    obstacles.flatMap(({ kind, params }) => {
      const checkpoints = kind === 'check-owed' ? params?.checkpoints : undefined;
      return Array.isArray(checkpoints) ? checkpoints.map(String) : [];
    }),
  ),
];

/** A version of a process by its number; an archived one's cases run on. Errors: refuses (404) one that is not there. */
export async function versionOf(
  { versions }: Pick<Runner, 'versions'>,
  processId: string,
  version: number,
  proposed = false,
): Promise<VersionSheet> {
  const found = await versions.find(processId, { version }, { archived: true, proposed });
  if (found === undefined)
    throw new EngineRefused(404, 'version-not-found', `The process "${processId}" has no version ${version} that was live.`, {
      processId,
      version,
    });
  return versions.get(found);
}

export function createMoves(runner: Runner) {
  const { host, versions } = runner;
  return {
    async modifyInstance(by: Principal, id: string, { moves, reason, overrideId }: ModifyInstance): Promise<Instance> {
      const reader = await runner.reader(by);
      return runner.command((tx, knowledge) => {
        const record = loadCase(tx, id);
        assertMayRead(tx, reader, record);
        assertMayManage(tx, by, record.processId, 'move its cases');
        const command: Command = { type: 'modify', by: actorOf(by), reason, moves };
        const sheet = knowledge.versions.inMemory(record.versionId);
        try {
          return instanceOf(advance(tx, knowledge, record, command).record, sheet);
        } catch (error) {
          const owed = error instanceof EngineRefused && error.code === 'checkpoint-owed' ? error.params?.checkpoints : undefined;
          if (overrideId === undefined || !Array.isArray(owed)) throw error;
          const override = use(tx, knowledge, by, id, { overrideId, owed: owed.map(String) });
          return instanceOf(advance(tx, knowledge, record, { ...command, override }).record, sheet);
        }
      });
    },

    /** Errors: refuses (409) with what stands in the way as `obstacles`; nothing is changed then. */
    async migrateInstance(by: Principal, id: string, body: MigrateInstance): Promise<InstanceMigration> {
      const { toVersion, plan: wishes, dryRun = false, reason = '', overrideId } = body;
      const reader = await runner.reader(by);
      const processId = host.reads.processIdOf(id);
      if (processId === undefined || !mayRead(host.reads, reader, { id, processId })) throw notFound('instance', id);
      assertMayManage(host.reads, by, processId, 'move its cases to another version');
      const to = await versionOf(runner, processId, toVersion);
      return runner.command((tx, knowledge) => {
        const record = loadCase(tx, id);
        const from = knowledge.versions.inMemory(record.versionId);
        if (from.id === to.id)
          throw new EngineRefused(409, 'already-there', `The case is on version ${toVersion} already.`, { version: toVersion });
        const { plan } = planMigration(from.program, to.program, wishesOf(wishes));
        const { outcome, obstacles } = examineCase(tx, record, { from, to, plan });
        const told = { outcome, obstacles: obstacles.map(obstacleOf), plan: { ...plan } as InstanceMigration['plan'] };
        if (dryRun) return { ...told, instance: null };
        const owed = owedIn(obstacles);
        const isOnlyOwed = outcome === 'check-owed' && overrideId !== undefined;
        const override = isOnlyOwed ? use(tx, knowledge, by, id, { overrideId, owed }) : undefined;
        const { record: moved } = migrateCase(tx, knowledge, record, {
          to,
          plan,
          by: actorOf(by),
          reason,
          ...(override && { override }),
          mayKnow: (holder) => mayRead(tx, reader, holder),
        });
        return { ...told, instance: instanceOf(moved, versions.inMemory(moved.versionId)) };
      });
    },

    async grantOverride(by: Principal, id: string, body: GrantOverride): Promise<Override> {
      const reader = await runner.reader(by);
      return runner.command((tx, knowledge) => {
        const record = loadCase(tx, id);
        assertMayRead(tx, reader, record);
        return grant(tx, knowledge, by, record, body);
      });
    },

    async listOverrides(by: Principal, id: string): Promise<{ items: Override[] }> {
      const reader = await runner.reader(by);
      const record = host.reads.instances.get(id);
      if (!record || !mayRead(host.reads, reader, record)) throw notFound('instance', id);
      return { items: host.reads.overrides.find({ instanceId: id }, { orderBy: 'at', limit: 500 }).map(overrideOf) };
    },
  };
}

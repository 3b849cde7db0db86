/** Going back to the version before, with or without the cases that run on the one after. */
import type { RollBack, RolledBack } from '@fortnight/shared/contract';
import type { Principal } from './access/index.ts';
import type { Engine } from './engine/index.ts';
import type { Releases } from './releases/index.ts';

interface Knowing {
  readonly engine: Pick<Engine, 'assertMayMoveFrom' | 'startMigration'>;
  readonly releases: Pick<Releases, 'rollBack' | 'resolveBack'>;
}

export const createGoingBack = ({ engine, releases }: Knowing) => ({
  /**
   * Lets the version before take every new case again, at once; running cases finish on theirs, or are moved back with it.
   *
   * Errors: as both; nothing is changed where another migration from the version is under way (409 `migration-running`).
   */
  async rollBack(by: Principal, processId: string, { cases, ...body }: RollBack): Promise<RolledBack> {
    if (!cases) return { ...(await releases.rollBack(by, processId, body)), migration: null };
    const { from, to } = await releases.resolveBack(by, processId, body);
    await engine.assertMayMoveFrom(by, processId, from);
    const process = await releases.rollBack(by, processId, { ...body, from, version: to });
    const about = { fromVersion: from, toVersion: to, reason: body.reason, ...cases };
    return { ...process, migration: await engine.startMigration(by, processId, about) };
  },
});

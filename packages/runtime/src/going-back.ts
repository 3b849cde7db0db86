/** Going back to the version before, with or without the cases that run on the one after. */
import type { RollBack, RolledBack } from '@fortnight/shared/contract';
import type { Principal } from './access/index.ts';
import type { Engine } from './engine/index.ts';
import type { Releases } from './releases/index.ts';
import type { Store } from './store/index.ts';

interface Knowing {
  readonly engine: Pick<Engine, 'prepareMigration' | 'liveVersionsChanged'>;
  readonly releases: Pick<Releases, 'rollBack' | 'resolveBack' | 'rollBackWithin' | 'getProcess'>;
  readonly store: Pick<Store, 'write' | 'engineWithin'>;
}

export const createGoingBack = ({ engine, releases, store }: Knowing) => ({
  /**
   * Lets the version before take every new case again, at once; running cases finish on theirs, or are moved back with it.
   *
   * Both begin in one transaction: a server that ends in between has done neither, and one that ends after it goes on.
   * Errors: as both; nothing is changed where another migration from the version is under way (409 `migration-running`).
   */
  async rollBack(by: Principal, processId: string, { cases, ...body }: RollBack): Promise<RolledBack> {
    if (!cases) return { ...(await releases.rollBack(by, processId, body)), migration: null };
    const { from, to } = await releases.resolveBack(by, processId, body);
    const about = { fromVersion: from, toVersion: to, reason: body.reason, ...cases };
    const begin = await engine.prepareMigration(by, processId, about);
    const migration = await store.write((tx) => {
      releases.rollBackWithin(tx, by, processId, { ...body, from, version: to });
      return begin(store.engineWithin(tx));
    });
    await engine.liveVersionsChanged(processId);
    return { ...(await releases.getProcess(by, processId)), migration };
  },
});

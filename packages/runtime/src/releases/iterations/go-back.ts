import type { Principal } from '../../access/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { isAdmin } from '../rights.ts';
import { rollBack } from '../rollouts/index.ts';
import type { Shipping } from './shipped.ts';

/** Goes back from what an iteration shipped, where it still takes cases. Errors: 409 `still-live` for whoever is no admin. */
export async function goBackFromShipped(
  context: ReleasesContext,
  by: Principal,
  processId: string,
  { versions }: Pick<Shipping, 'versions'>,
  reason: string,
): Promise<void> {
  const tried = versions.filter(({ state }) => state === 'rollingOut');
  const latest = tried.at(-1) ?? versions.findLast(({ state }) => state === 'live');
  if (!latest) return;
  if (!isAdmin(by))
    throw new ReleaseRefused(
      409,
      'still-live',
      `Version ${latest.version} still takes cases. An admin rolls it back on Versions, or gives this verdict.`,
      { params: { version: latest.version } },
    );
  for (const { version } of tried.length > 0 ? tried : [latest])
    await rollBack(context, by, processId, { reason, from: version });
}

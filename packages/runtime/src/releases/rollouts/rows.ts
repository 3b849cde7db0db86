/** What of a roll-out is kept, read and written within a transaction. */
import { randomUUID } from 'node:crypto';
import type { GuardFigure } from '@fortnight/shared/contract';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import type { ProcessRow } from '../tables.ts';
import { summaryColumns, type VersionSummary } from '../version-rows.ts';
import { versionNotFound } from '../versions.ts';
import type { RolloutEventRow, RolloutRow } from './tables.ts';

/** In the order in which they began. */
export const runningRollouts = ({ db }: ReleasesContext, tx: ReleaseTransaction, processId: string): readonly RolloutRow[] =>
  tx.all(
    db.selectFrom('rollouts').selectAll().where('processId', '=', processId).where('state', '=', 'running').orderBy('place'),
  );

export interface Happened {
  readonly kind: RolloutEventRow['kind'];
  readonly by: string | null;
  readonly share?: number;
  readonly reason?: string | undefined;
  readonly figure?: GuardFigure;
}

/** Adds a line to what happened to a roll-out. */
export function tell(context: ReleasesContext, tx: ReleaseTransaction, rolloutId: string, happened: Happened): void {
  const { db } = context;
  const last = tx.get(
    db
      .selectFrom('rolloutEvents')
      .select((eb) => eb.fn.max('position').as('position'))
      .where('rolloutId', '=', rolloutId),
  );
  const { kind, by, share = null, reason = null, figure } = happened;
  tx.run(
    db.insertInto('rolloutEvents').values({
      id: randomUUID(),
      rolloutId,
      position: (last?.position ?? 0) + 1,
      at: context.instant(),
      by,
      kind,
      share,
      reason,
      figure: figure ? JSON.stringify(figure) : null,
    }),
  );
}

/** Ends a roll-out; no case is drawn for it any more. */
export function endRollout(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  { id }: RolloutRow,
  state: Exclude<RolloutRow['state'], 'running'>,
  happened: Omit<Happened, 'kind'>,
): void {
  const { db } = context;
  tx.run(db.updateTable('rollouts').set({ state, endedAt: context.instant() }).where('id', '=', id));
  tell(context, tx, id, { ...happened, kind: state });
}

/** Which version new cases of a process take from now on; the one before stays known. */
export function rememberLive(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  change: { readonly processId: string; readonly version: number; readonly by: string | null; readonly backBecause?: string },
): void {
  const { db } = context;
  const { processId, version, by, backBecause } = change;
  const last = tx.get(
    db
      .selectFrom('liveChanges')
      .select(['position', 'version'])
      .where('processId', '=', processId)
      .orderBy('position', 'desc')
      .limit(1),
  );
  if (last?.version === version) return;
  tx.run(
    db.insertInto('liveChanges').values({
      id: randomUUID(),
      processId,
      position: (last?.position ?? 0) + 1,
      version,
      at: context.instant(),
      by,
      isBack: backBecause === undefined ? 0 : 1,
      reason: backBecause ?? null,
    }),
  );
}

export const versionOf = ({ db }: ReleasesContext, tx: ReleaseTransaction, id: string, version: number): VersionSummary => {
  const row = tx.get(db.selectFrom('versions').select(summaryColumns).where('processId', '=', id).where('version', '=', version));
  if (!row) throw versionNotFound(id, version);
  return row;
};

/** The process as this transaction finds it. */
export function processNow({ db }: ReleasesContext, tx: ReleaseTransaction, { id }: { readonly id: string }): ProcessRow {
  const row = tx.get(db.selectFrom('processes').selectAll().where('id', '=', id));
  if (!row) throw new Error(`the process ${id} is gone`);
  return row;
}

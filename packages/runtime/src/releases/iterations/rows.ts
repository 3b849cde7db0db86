/** What of an iteration is kept: found for whoever may read it, changed within a transaction. */
import type { AuditActionCode } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { drawable, mayWatch, readable } from '../rights.ts';
import type { ProcessRow } from '../tables.ts';
import type { IterationRow } from './tables.ts';

export interface Found {
  readonly row: IterationRow;
  readonly process: ProcessRow;
}

export const iterationNotFound = (id: string) =>
  new ReleaseRefused(404, 'iteration-not-found', `There is no iteration "${id}" that you may read.`, { params: { id } });

async function rowOf({ db }: ReleasesContext, id: string): Promise<IterationRow> {
  const row = await db.selectFrom('iterations').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw iterationNotFound(id);
  return row;
}

/** The iteration, for those who draw and watch. */
export async function readableIteration(context: ReleasesContext, by: Principal, id: string): Promise<Found> {
  if (!mayWatch(by)) throw iterationNotFound(id);
  const row = await rowOf(context, id);
  return { row, process: await readable(context, by, row.processId) };
}

/** The iteration, when this caller may change it: the owner of its process, and admins. */
export async function changeableIteration(context: ReleasesContext, by: Principal, id: string): Promise<Found> {
  const { row } = await readableIteration(context, by, id);
  return { row, process: await drawable(context, by, row.processId) };
}

/** The iteration as this transaction finds it. */
export function iterationNow({ db }: ReleasesContext, tx: ReleaseTransaction, id: string): IterationRow {
  const row = tx.get(db.selectFrom('iterations').selectAll().where('id', '=', id));
  if (!row) throw iterationNotFound(id);
  return row;
}

/** Errors: 409 `iteration-closed`. */
export function openNow(context: ReleasesContext, tx: ReleaseTransaction, id: string): IterationRow {
  const row = iterationNow(context, tx, id);
  if (row.state === 'closed')
    throw new ReleaseRefused(409, 'iteration-closed', `Iteration ${row.number} is closed; plan the next one.`, {
      params: { id, number: row.number },
    });
  return row;
}

/** Writes an act to the audit log, and tells those who watch the process. */
export function record(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { processId, number }: Pick<IterationRow, 'processId' | 'number'>,
  action: Extract<AuditActionCode, `iteration.${string}`>,
  details: Readonly<Record<string, string | number | boolean>> = {},
): void {
  tx.audit({ at: context.now(), by, action, target: processId, details: { iteration: number, ...details } });
  tx.note({ kind: 'process', subject: processId, at: context.now(), body: { action, iteration: number, by: by.userId } });
}

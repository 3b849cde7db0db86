/** Going back to a version that was live before: at once, for every new case. */
import type { RollBack, WayBack, WayBackQuery } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import { closeProposals } from '../go-live.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { assertAdmin, readable } from '../rights.ts';
import { readRunningCounts } from '../standings.ts';
import type { ProcessRow } from '../tables.ts';
import type { VersionSummary } from '../version-rows.ts';
import { endRollout, processNow, rememberLive, runningRollouts, type tell, versionOf } from './rows.ts';
import type { RolloutRow } from './tables.ts';

/** Lets the version before take every new case again, at once; running cases finish on theirs. */
export async function rollBack(context: ReleasesContext, by: Principal, id: string, body: RollBack): Promise<void> {
  assertAdmin(by);
  await readable(context, by, id);
  await context.store.write((tx) => rollBackWithin(context, tx, by, id, body));
  await context.liveVersionsChanged(id);
}

/** The same within a transaction that others write in too; whoever runs it tells afterwards that the live versions changed. */
export function rollBackWithin(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  processId: string,
  body: Omit<RollBack, 'cases'>,
): void {
  assertAdmin(by);
  const { gone, row } = wayBack(context, tx, processNow(context, tx, { id: processId }), body);
  goBack(context, tx, by, { processId, gone, row, reason: body.reason });
}

/** Says where going back would lead, and how many cases run where it leads from. Errors: as going back. */
export async function resolveBack(
  context: ReleasesContext,
  by: Principal,
  id: string,
  body: Pick<RollBack, 'version' | 'from'>,
): Promise<WayBack> {
  assertAdmin(by);
  const process = await readable(context, by, id);
  const { taking, row } = await context.store.write((tx) => wayBack(context, tx, process, body));
  return { from: taking, to: row.version, running: (await readRunningCounts(context, [id])).of(id, taking) };
}

/** The same for whoever only looks; null where there is nothing to go back to, or several versions to go back from. */
export async function lookBack(
  context: ReleasesContext,
  by: Principal,
  id: string,
  query: WayBackQuery = {},
): Promise<WayBack | null> {
  try {
    return await resolveBack(context, by, id, query);
  } catch (error) {
    if (error instanceof ReleaseRefused && error.status === 409) return null;
    throw error;
  }
}

/** From the version that is rolled out, or takes new cases now, or is named, to the one before, or the one that is named. */
function wayBack(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  process: ProcessRow,
  { version, from }: Pick<RollBack, 'version' | 'from'>,
) {
  const running = runningRollouts(context, tx, process.id);
  const now = processNow(context, tx, process);
  const [first, ...others] = running;
  if (from === undefined && first && others.length > 0) {
    const versions = running.map((each) => each.version);
    throw new ReleaseRefused(
      409,
      'several-rolled-out',
      `from: expected one of the versions ${versions.join(', ')}, which are rolled out at once, found none. Name the one to go back from.`,
      { params: { field: 'from', versions: versions.join(', ') } },
    );
  }
  const gone = from === undefined ? first : running.find((each) => each.version === from);
  const taking = gone?.version ?? now.liveVersion;
  if (from !== undefined && from !== taking)
    throw new ReleaseRefused(
      409,
      'live-changed',
      `Version ${taking} takes new cases now, and not ${from} any more; look again before you go back.`,
      { params: { from, version: taking ?? 0 } },
    );
  const to = version ?? gone?.control ?? before(context, tx, now);
  if (running.some((each) => each.version === to))
    throw new ReleaseRefused(409, 'being-rolled-out', `Version ${to} is being rolled out; give it 100 % instead.`, {
      params: { version: to },
    });
  const row = versionOf(context, tx, process.id, to);
  // Another one would be a way forward, which has its gate.
  if (to !== gone?.control && !lineOf(context, tx, now).includes(to))
    throw new ReleaseRefused(409, 'never-live', `Version ${to} was not live before; publish it instead.`, {
      params: { version: to },
    });
  if (!gone && to === now.liveVersion)
    throw new ReleaseRefused(409, 'already-live', `Version ${to} takes every new case already.`, { params: { version: to } });
  return { gone, row, taking: taking ?? to };
}

interface Back {
  readonly processId: string;
  /** What is rolled out no more. */
  readonly gone: RolloutRow | undefined;
  readonly row: VersionSummary;
  readonly reason: string;
  readonly figure?: Parameters<typeof tell>[3]['figure'];
}

/** Ends a roll-out, or makes a version the live one again: then whatever else is rolled out was compared with another, and ends too. */
export function goBack(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { processId, gone, row, reason, figure }: Back,
): void {
  if (gone) endRollout(context, tx, gone, 'rolledBack', { by: by.userId, reason, ...(figure && { figure }) });
  const { version } = row;
  const isOtherLive = processNow(context, tx, { id: processId }).liveVersion !== version;
  if (isOtherLive)
    for (const other of runningRollouts(context, tx, processId)) endRollout(context, tx, other, 'replaced', { by: by.userId });
  const at = context.instant();
  tx.run(context.db.updateTable('processes').set({ liveVersion: version, updatedAt: at }).where('id', '=', processId));
  rememberLive(context, tx, { processId, version, by: by.userId, backBecause: reason });
  // What is proposed was compared with another version than the one that is live again.
  if (isOtherLive) closeProposals(context, tx, by, processId, { reason });
  const from = gone?.version;
  tx.audit({
    at: context.now(),
    by,
    action: 'version.rolledBack',
    target: processId,
    details: { version, reason, ...(from && { from }) },
  });
  tx.note({ kind: 'process', subject: processId, at: context.now(), body: { action: 'rolledBack', version, by: by.userId } });
}

/** The version that was live before the one that is. */
function before(context: ReleasesContext, tx: ReleaseTransaction, process: ProcessRow): number {
  const last = lineOf(context, tx, process).at(-2);
  if (last !== undefined) return last;
  const { id, name, liveVersion } = process;
  throw new ReleaseRefused(409, 'nothing-before', `"${name}" has no version before ${liveVersion} to go back to.`, {
    params: { id },
  });
}

/** The versions that led to the live one, which is the last of them, past those that were gone back from. */
function lineOf({ db }: ReleasesContext, tx: ReleaseTransaction, { id }: Pick<ProcessRow, 'id'>): readonly number[] {
  const changes = tx.all(
    db.selectFrom('liveChanges').select(['version', 'isBack']).where('processId', '=', id).orderBy('position'),
  );
  const line: number[] = [];
  for (const { version, isBack } of changes) {
    if (isBack === 1 && line.includes(version)) line.length = line.lastIndexOf(version);
    line.push(version);
  }
  return line;
}

/** The version that a running roll-out goes back to. */
export const controlOf = (context: ReleasesContext, tx: ReleaseTransaction, { processId, control }: RolloutRow): VersionSummary =>
  versionOf(context, tx, processId, control);

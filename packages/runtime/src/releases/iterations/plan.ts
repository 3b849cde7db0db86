/** Planning an iteration, changing it, discarding it, and beginning it when its fortnight comes. */
import { randomUUID } from 'node:crypto';
import { dateAt, type Fortnight, type Fortnights, fortnightAt, fortnightOf, fortnightOn } from '@fortnight/shared/calendar';
import type { ChangeIteration, PlanIteration, TargetInput } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import { readOutline } from '../outline.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { drawable } from '../rights.ts';
import { liveVersion } from '../version-rows.ts';
import { putCard } from './cards.ts';
import { packs } from './packs.ts';
import { fortnightsNow, fortnightsOf } from './rhythm.ts';
import { changeableIteration, openNow, record } from './rows.ts';
import type { IterationRow, IterationSettings, TargetRow } from './tables.ts';

const defaults: IterationSettings = { sampleCases: 120, maturityDays: 7, targetDays: 7, benchmark: null, plannedVersions: [] };
/** An iteration is planned so many fortnights ahead at most. */
const farthest = 26;

/** The server itself, where it begins an iteration whose fortnight has come. */
const itself: Principal = { userId: null, roles: ['admin'], groups: [], via: { kind: 'library', id: 'iterations' } };

/**
 * Plans the next iteration of a process; it begins with its fortnight, at once where that runs and no other does. Its targets
 * are those of the live version unless others are given.
 *
 * Errors: 409 `iteration-planned` where one waits already, `fortnight-taken`, `fortnight-over`; 422 for what is not there.
 */
export async function planIteration(
  context: ReleasesContext,
  by: Principal,
  processId: string,
  body: PlanIteration,
): Promise<string> {
  const process = await drawable(context, by, processId);
  await assertThere(context, processId, body);
  const [fortnights, usual] = await Promise.all([fortnightsOf(context), usualTargets(context, processId)]);
  return context.store.write((tx) => {
    const { db } = context;
    const others = tx.all(db.selectFrom('iterations').selectAll().where('processId', '=', processId));
    const planned = others.find(({ state }) => state === 'planned');
    if (planned)
      throw new ReleaseRefused(
        409,
        'iteration-planned',
        `Iteration ${planned.number} is planned already; change it, or discard it first.`,
        { params: { id: planned.id, number: planned.number } },
      );
    const fortnight =
      body.startsOn === undefined ? nextFree(context, fortnights, others) : freeOn(context, fortnights, others, body.startsOn);
    const { sampleCases, maturityDays, targetDays, benchmark, plannedVersions } = { ...defaults, ...given(body) };
    const row: IterationRow = {
      id: randomUUID(),
      processId,
      number: Math.max(0, ...others.map(({ number }) => number)) + 1,
      state: 'planned',
      ownerId: body.ownerId ?? process.owner ?? by.userId,
      hypothesis: body.hypothesis,
      settings: JSON.stringify({ sampleCases, maturityDays, targetDays, benchmark, plannedVersions }),
      targets: JSON.stringify(targetsOf(body.targets ?? usual)),
      ...datesOf(fortnights, fortnight),
      createdAt: context.instant(),
      createdBy: by.userId,
      closedAt: null,
      closedBy: null,
      outcome: null,
      reason: null,
      askAgainOn: null,
    };
    tx.run(db.insertInto('iterations').values(row));
    record(context, tx, by, row, 'iteration.planned', { startsOn: row.startsOn, hypothesis: row.hypothesis });
    takeAlong(context, tx, by, row, others);
    beginIfDue(context, tx, by, processId);
    return row.id;
  });
}

/** The targets that the live version’s document says. */
async function usualTargets({ db }: ReleasesContext, processId: string): Promise<readonly TargetInput[]> {
  const live = await liveVersion(db, processId).executeTakeFirst();
  return (readOutline(live?.outline)?.targets ?? []).map(({ figure, elementId, target }) => ({
    figure,
    target,
    ...(elementId !== null && { elementId }),
  }));
}

/** What the iteration before left to be done stands on the board of the next. */
function takeAlong(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  row: IterationRow,
  others: readonly IterationRow[],
): void {
  const { db } = context;
  const last = others.toSorted((one, other) => one.number - other.number).findLast(({ state }) => state === 'closed');
  if (!last) return;
  const left = tx.all(
    db
      .selectFrom('iterationCards')
      .selectAll()
      .where('iterationId', '=', last.id)
      .where('kind', '=', 'followUp')
      .where('isDone', '=', 0)
      .orderBy('position'),
  );
  for (const { id, position: _, iterationId: __, isDone: ___, createdBy: ____, createdAt: _____, ...card } of left) {
    putCard(context, tx, by, row, { ...card, column: 'plan' });
    tx.run(db.updateTable('iterationCards').set({ isDone: 1 }).where('id', '=', id));
  }
}

const datesOf = ({ calendar }: Fortnights, { startsOn, endsOn, verdictDueOn, startsAt, endsAt }: Fortnight) => ({
  startsOn,
  endsOn,
  verdictDueOn,
  timeZone: calendar.timeZone,
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
});

const targetsOf = (targets: readonly TargetInput[]): TargetRow[] =>
  targets.map(({ figure, elementId = null, target, baseline = null }) => ({ figure, elementId, target, baseline }));

/** What was said, without what was not. */
const given = <T extends object>(said: T): Partial<T> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<T>;

const overlaps = ({ startsOn, endsOn }: Fortnight, others: readonly IterationRow[]): IterationRow | undefined =>
  others.find((other) => other.startsOn <= endsOn && startsOn <= other.endsOn);

function nextFree(context: ReleasesContext, fortnights: Fortnights, others: readonly IterationRow[]): Fortnight {
  const { index } = fortnightAt(fortnights, context.now());
  for (let ahead = 0; ahead <= farthest; ahead++) {
    const fortnight = fortnightOf(fortnights, index + ahead);
    if (!overlaps(fortnight, others)) return fortnight;
  }
  throw new ReleaseRefused(409, 'fortnight-taken', 'Every fortnight of the next year has an iteration of this process.');
}

function freeOn(context: ReleasesContext, fortnights: Fortnights, others: readonly IterationRow[], date: string): Fortnight {
  const now = fortnightAt(fortnights, context.now());
  const fortnight = fortnightOn(fortnights, date);
  if (fortnight.index < now.index)
    throw new ReleaseRefused(
      409,
      'fortnight-over',
      `startsOn: expected a day from ${now.startsOn} on, found ${date}, whose fortnight is over.`,
      { params: { startsOn: date, from: now.startsOn } },
    );
  if (fortnight.index > now.index + farthest)
    throw new ReleaseRefused(422, 'fortnight-too-far', `startsOn: expected a day within a year, found ${date}.`, {
      params: { startsOn: date },
    });
  const other = overlaps(fortnight, others);
  if (other)
    throw new ReleaseRefused(
      409,
      'fortnight-taken',
      `Iteration ${other.number} has the fortnight from ${other.startsOn} to ${other.endsOn}; take another.`,
      { params: { startsOn: date, number: other.number } },
    );
  return fortnight;
}

/** Errors: 422 where an owner, a version or a benchmark is not there. */
async function assertThere(
  { db, directory }: ReleasesContext,
  processId: string,
  { ownerId, plannedVersions = [], benchmark }: Pick<ChangeIteration, 'ownerId' | 'plannedVersions' | 'benchmark'>,
): Promise<void> {
  if (ownerId !== undefined && !(await directory()).users.some(({ id, isActive }) => id === ownerId && isActive))
    throw new ReleaseRefused(422, 'user-not-found', `ownerId: expected an active user, found "${ownerId}".`, {
      params: { ownerId },
    });
  if (benchmark && !packs.some(({ id }) => id === benchmark))
    throw new ReleaseRefused(
      422,
      'benchmark-not-found',
      `benchmark: expected one of ${packs.map(({ id }) => id).join(', ')}; found "${benchmark}".`,
      { params: { benchmark } },
    );
  if (plannedVersions.length === 0) return;
  const rows = await db
    .selectFrom('versions')
    .select('version')
    .where('processId', '=', processId)
    .where('version', 'in', [...plannedVersions])
    .execute();
  const missing = plannedVersions.find((version) => !rows.some((row) => row.version === version));
  if (missing !== undefined)
    throw new ReleaseRefused(422, 'version-not-found', `plannedVersions: there is no version ${missing} of this process.`, {
      params: { version: missing },
    });
}

/** Changes what an iteration is about; its days only while it is planned. Errors: 409 `iteration-closed`, `iteration-runs`. */
export async function changeIteration(context: ReleasesContext, by: Principal, id: string, body: ChangeIteration): Promise<void> {
  const { row: before } = await changeableIteration(context, by, id);
  await assertThere(context, before.processId, body);
  const fortnights = await fortnightsOf(context);
  await context.store.write((tx) => {
    const { db } = context;
    const row = openNow(context, tx, id);
    const { hypothesis, targets, ownerId, startsOn, ...settings } = body;
    const moved = startsOn === undefined || startsOn === row.startsOn ? {} : moveTo(context, tx, fortnights, row, startsOn);
    const changed: IterationRow = {
      ...row,
      ...moved,
      hypothesis: hypothesis ?? row.hypothesis,
      ownerId: ownerId ?? row.ownerId,
      targets: targets ? JSON.stringify(targetsOf(targets)) : row.targets,
      settings: JSON.stringify({ ...JSON.parse(row.settings), ...given(settings) }),
    };
    if (JSON.stringify(changed) === JSON.stringify(row)) return;
    tx.run(db.updateTable('iterations').set(changed).where('id', '=', id));
    const was = (name: keyof IterationRow) => (changed[name] === row[name] ? {} : { [name]: String(changed[name]) });
    record(context, tx, by, row, 'iteration.changed', {
      ...was('hypothesis'),
      ...was('targets'),
      ...was('ownerId'),
      ...was('settings'),
      ...was('startsOn'),
    });
    beginIfDue(context, tx, by, row.processId);
  });
}

function moveTo(context: ReleasesContext, tx: ReleaseTransaction, fortnights: Fortnights, row: IterationRow, startsOn: string) {
  if (row.state !== 'planned')
    throw new ReleaseRefused(
      409,
      'iteration-runs',
      `Iteration ${row.number} runs from ${row.startsOn} to ${row.endsOn}; its days stay.`,
      {
        params: { number: row.number },
      },
    );
  const others = tx.all(
    context.db.selectFrom('iterations').selectAll().where('processId', '=', row.processId).where('id', '!=', row.id),
  );
  return datesOf(fortnights, freeOn(context, fortnights, others, startsOn));
}

/** Takes back a plan; the suggestions that it took up are open again. Errors: 409 where it began. */
export async function discardIteration(context: ReleasesContext, by: Principal, id: string): Promise<void> {
  await changeableIteration(context, by, id);
  await context.store.write((tx) => {
    const { db } = context;
    const row = openNow(context, tx, id);
    if (row.state !== 'planned')
      throw new ReleaseRefused(409, 'iteration-runs', `Iteration ${row.number} has begun; close it with a verdict.`, {
        params: { number: row.number },
      });
    tx.run(db.deleteFrom('iterationCards').where('iterationId', '=', id));
    tx.run(db.deleteFrom('iterationDecisions').where('iterationId', '=', id));
    tx.run(
      db
        .updateTable('suggestions')
        .set({ state: 'open', iterationId: null, version: null, decidedBy: null, decidedAt: null })
        .where('iterationId', '=', id),
    );
    tx.run(db.deleteFrom('iterations').where('id', '=', id));
    record(context, tx, by, row, 'iteration.discarded', { hypothesis: row.hypothesis });
  });
}

/** Begins the planned iteration of a process, where its first day has come and no other runs. */
export function beginIfDue(context: ReleasesContext, tx: ReleaseTransaction, by: Principal, processId: string): void {
  const { db } = context;
  const open = tx.all(db.selectFrom('iterations').selectAll().where('processId', '=', processId).where('state', '!=', 'closed'));
  const planned = open.find(({ state }) => state === 'planned');
  if (!planned || open.length > 1 || planned.startsOn > dateAt(planned.timeZone, context.now())) return;
  const fortnights = fortnightsNow(context, tx);
  // Whoever waited for the verdict before for longer than its own days begins with those of today.
  const isOver = planned.endsOn < dateAt(planned.timeZone, context.now());
  const dates = isOver ? datesOf(fortnights, fortnightAt(fortnights, context.now())) : {};
  tx.run(
    db
      .updateTable('iterations')
      .set({ state: 'running', ...dates })
      .where('id', '=', planned.id),
  );
  record(context, tx, by, planned, 'iteration.started', { startsOn: planned.startsOn, ...dates });
}

/** Begins what is planned and whose day has come. */
export async function beginDueIterations(context: ReleasesContext): Promise<void> {
  const { db } = context;
  const planned = await db
    .selectFrom('iterations')
    .select(['processId', 'startsAt'])
    .where('state', '=', 'planned')
    .where('startsAt', '<=', context.instant())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('iterations as running')
            .select('running.id')
            .whereRef('running.processId', '=', 'iterations.processId')
            .where('running.state', '=', 'running'),
        ),
      ),
    )
    .execute();
  for (const { processId } of planned) await context.store.write((tx) => beginIfDue(context, tx, itself, processId));
}

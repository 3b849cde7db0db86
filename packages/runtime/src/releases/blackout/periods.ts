/** The periods in which nothing goes live: kept by admins, on record. */
import { randomUUID } from 'node:crypto';
import {
  addDays,
  type Blackout as Calendar,
  closureAt,
  closureOn,
  comingOf,
  dateAt,
  daysBetween,
  type BlackoutPeriod as Period,
} from '@fortnight/shared/calendar';
import {
  type Blackout,
  type BlackoutPeriod,
  limits,
  type SetBlackoutPeriod,
  type SetHolidaysClosed,
} from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { processesIn, togetherOf } from '../proposed-together.ts';
import { ReleaseRefused } from '../refusal.ts';
import { isAdmin, mayWatch } from '../rights.ts';
import { blackoutFor, blackoutNow, readBlackout } from './reading.ts';
import type { BlackoutPeriodRow } from './tables.ts';

type Scheduled = BlackoutPeriod['holds'][number] & {
  readonly blackoutOverride: string | null;
  /** Those that go live with it, itself among them. */
  readonly processIds: readonly string[];
};

/** For how long holidays are told ahead. */
const toldAheadDays = 366;

/** Reads the periods, those to come first. */
export async function getBlackout(context: ReleasesContext, by: Principal): Promise<Blackout> {
  if (!mayWatch(by)) throw new ReleaseRefused(403, 'role-missing', 'The blackout is for those who draw and watch.');
  const blackout = await readBlackout(context);
  const { calendar } = blackout;
  const today = dateAt(calendar.timeZone, context.now());
  const rows = await scheduledOf(context).execute();
  const pools = togetherOf(
    context,
    rows.map(({ id }) => id),
  );
  const scheduled = withProcesses(rows, await pools.execute());
  const periods = blackout.periods.map((period): BlackoutPeriod => {
    const { id, name, startsOn, endsOn, isYearly, processIds } = period;
    const coming = comingOf(period, today);
    return {
      id,
      name,
      startsOn,
      endsOn,
      isYearly,
      processIds: processIds && [...processIds],
      next: coming ? { ...coming, isNow: coming.startsOn <= today } : null,
      holds: heldBy(blackout, period, scheduled),
    };
  });
  return {
    calendar: calendar.name,
    timeZone: calendar.timeZone,
    periods: periods.toSorted((one, other) => ((one.next?.startsOn ?? '~') < (other.next?.startsOn ?? '~') ? -1 : 1)),
    areHolidaysClosed: blackout.areHolidaysClosed,
    holidays: holidaysFrom(blackout, today),
    can: isAdmin(by) ? ['edit'] : [],
  };
}

/** Publications to come. */
const scheduledOf = ({ db }: ReleasesContext) =>
  db
    .selectFrom('proposals')
    .select(['id', 'processId', 'version', 'blackoutOverride'])
    .select((eb) => eb.ref('publishAt').$notNull().as('publishAt'))
    .where('state', '=', 'approved')
    .where('publishAt', 'is not', null)
    .orderBy('publishAt');

function withProcesses<Row extends { readonly id: string }>(rows: readonly Row[], pools: Parameters<typeof processesIn>[0]) {
  const processesOf = processesIn(pools);
  return rows.map((row) => ({ ...row, processIds: processesOf(row.id) }));
}

/** The same, as this transaction finds it. */
function scheduledNow(context: ReleasesContext, tx: ReleaseTransaction): readonly Scheduled[] {
  const rows = tx.all(scheduledOf(context));
  const ids = rows.map(({ id }) => id);
  return withProcesses(rows, tx.all(togetherOf(context, ids)));
}

/** Which of these a period holds back: those whose time lies in it, unless an admin said why it does. */
function heldBy(blackout: Calendar, period: Period, scheduled: readonly Scheduled[]): BlackoutPeriod['holds'] {
  const alone = { calendar: blackout.calendar, periods: [period], areHolidaysClosed: false };
  return scheduled
    .filter((row) => closureAt(blackoutFor(alone, row), row.processIds, Date.parse(row.publishAt)))
    .map(({ processId, version, publishAt }) => ({ processId, version, publishAt }));
}

function holidaysFrom({ calendar }: Calendar, today: string): Blackout['holidays'] {
  const closed: Calendar = { calendar, periods: [], areHolidaysClosed: true };
  const last = addDays(today, toldAheadDays);
  const found = new Map<string, Blackout['holidays'][number]>();
  for (const { date } of calendar.exceptions.toSorted((one, other) => (one.date < other.date ? -1 : 1))) {
    const closure = date < today || date > last ? undefined : closureOn(closed, [], date);
    if (closure && !found.has(closure.startsOn)) {
      const { name, startsOn, endsOn } = closure;
      found.set(startsOn, { name, startsOn, endsOn });
    }
  }
  return [...found.values()];
}

export async function addPeriod(context: ReleasesContext, by: Principal, body: SetBlackoutPeriod): Promise<BlackoutPeriod> {
  assertMayEdit(by);
  await assertSound(context, body);
  const row = { id: randomUUID(), ...columnsOf(body) };
  await context.store.write((tx) => {
    const { count } = tx.get(context.db.selectFrom('blackoutPeriods').select((eb) => eb.fn.countAll<number>().as('count'))) ?? {
      count: 0,
    };
    if (count >= limits.blackoutPeriods)
      throw new ReleaseRefused(
        409,
        'too-many-periods',
        `Expected at most ${limits.blackoutPeriods} periods, found ${count}. Remove those that are over first.`,
        { params: { limit: limits.blackoutPeriods } },
      );
    tx.run(context.db.insertInto('blackoutPeriods').values(row));
    audit(context, tx, by, 'added', row);
  });
  return told(context, by, row.id);
}

export async function changePeriod(
  context: ReleasesContext,
  by: Principal,
  id: string,
  body: SetBlackoutPeriod,
): Promise<BlackoutPeriod> {
  assertMayEdit(by);
  await assertSound(context, body);
  const row = { id, ...columnsOf(body) };
  await context.store.write((tx) => {
    if (tx.run(context.db.updateTable('blackoutPeriods').set(row).where('id', '=', id)) === 0) throw notFound(id);
    audit(context, tx, by, 'changed', row);
  });
  return told(context, by, id);
}

export async function removePeriod(context: ReleasesContext, by: Principal, id: string): Promise<void> {
  assertMayEdit(by);
  await context.store.write((tx) => {
    const row = tx.get(context.db.selectFrom('blackoutPeriods').selectAll().where('id', '=', id));
    if (!row) throw notFound(id);
    tx.run(context.db.deleteFrom('blackoutPeriods').where('id', '=', id));
    audit(context, tx, by, 'removed', row);
  });
}

/** Says whether the holidays of the working calendar are blackout days too. */
export async function setHolidaysClosed(
  context: ReleasesContext,
  by: Principal,
  { areHolidaysClosed }: SetHolidaysClosed,
): Promise<Blackout> {
  assertMayEdit(by);
  const set = { areHolidaysClosed: areHolidaysClosed ? 1 : 0 };
  await context.store.write((tx) => {
    tx.run(
      context.db
        .insertInto('blackoutSettings')
        .values({ id: 1, ...set })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(set)),
    );
    tx.audit({ at: context.now(), by, action: 'blackout.holidays-set', target: null, details: { areHolidaysClosed } });
    changed(context, tx, by);
  });
  return getBlackout(context, by);
}

const columnsOf = ({ name, startsOn, endsOn, isYearly, processIds }: SetBlackoutPeriod): Omit<BlackoutPeriodRow, 'id'> => ({
  name,
  startsOn,
  endsOn,
  isYearly: isYearly === true ? 1 : 0,
  processIds: processIds == null ? null : JSON.stringify([...new Set(processIds)]),
});

function assertMayEdit(by: Principal): void {
  if (!isAdmin(by))
    throw new ReleaseRefused(403, 'role-missing', 'The blackout is the workspace’s: only an admin may change it.');
}

/** Errors: 422 where it is over, too long, or names a process that there is not. */
async function assertSound(
  context: ReleasesContext,
  { startsOn, endsOn, isYearly, processIds }: SetBlackoutPeriod,
): Promise<void> {
  const days = daysBetween(startsOn, endsOn) + 1;
  if (days > limits.blackoutDays)
    throw new ReleaseRefused(
      422,
      'period-too-long',
      `endsOn: expected a period of at most ${limits.blackoutDays} days, found ${days}. Leave some time in which something may go live.`,
      { params: { days, limit: limits.blackoutDays } },
    );
  const today = dateAt(context.calendar().timeZone, context.now());
  if (isYearly !== true && endsOn < today)
    throw new ReleaseRefused(
      422,
      'period-over',
      `endsOn: expected today (${today}) or a later day, found ${endsOn}. Say isYearly where it comes again each year.`,
      { params: { endsOn, today } },
    );
  if (processIds == null) return;
  const known = await context.db.selectFrom('processes').select('id').where('id', 'in', processIds).execute();
  const unknown = processIds.filter((id) => !known.some((row) => row.id === id));
  if (unknown.length > 0)
    throw new ReleaseRefused(
      422,
      'processes-not-found',
      `processIds: expected processes that there are, found ${unknown.map((id) => `"${id}"`).join(', ')}.`,
      { params: { processIds: unknown } },
    );
}

const notFound = (id: string) =>
  new ReleaseRefused(404, 'period-not-found', `There is no blackout period "${id}".`, { params: { id } });

async function told(context: ReleasesContext, by: Principal, id: string): Promise<BlackoutPeriod> {
  const period = (await getBlackout(context, by)).periods.find((each) => each.id === id);
  if (!period) throw notFound(id);
  return period;
}

function audit(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  what: 'added' | 'changed' | 'removed',
  { id, name, startsOn, endsOn, isYearly, processIds }: BlackoutPeriodRow,
): void {
  const blackout = blackoutNow(context, tx);
  const period = blackout.periods.find((each) => each.id === id);
  const held = period ? heldBy(blackout, period, scheduledNow(context, tx)) : [];
  const details = {
    name,
    startsOn,
    endsOn,
    ...(isYearly === 1 && { isYearly: true }),
    ...(processIds !== null && { processIds: JSON.parse(processIds) }),
    ...(held.length > 0 && { heldBack: held.map((each) => `${each.processId} v${each.version} ${each.publishAt}`) }),
  };
  tx.audit({ at: context.now(), by, action: `blackout.period-${what}`, target: null, details });
  changed(context, tx, by);
}

/** Whoever looks at a publication that is held now, or no more, sees it; it may be due at another time. */
function changed(context: ReleasesContext, tx: ReleaseTransaction, by: Principal): void {
  const body = { action: 'blackout', by: by.userId };
  for (const subject of new Set(scheduledNow(context, tx).flatMap(({ processIds }) => processIds)))
    tx.note({ kind: 'process', subject, at: context.now(), body });
  tx.onCommit(() => context.scheduled(context.now()));
}

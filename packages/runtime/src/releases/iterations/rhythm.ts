/** The fortnights of the workspace, and their anchor. */
import { addDays, dateAt, type Fortnight, type Fortnights, fortnightAt, fortnightOf } from '@fortnight/shared/calendar';
import type { Anchor, IterationRhythm } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { isAdmin } from '../rights.ts';

/** A Wednesday: whoever plans on a Monday ships nothing. */
const defaultAnchor = '2025-01-01';
const toldAhead = 6;

export async function fortnightsOf({ db, calendar }: ReleasesContext): Promise<Fortnights> {
  const row = await db.selectFrom('iterationRhythm').select('anchor').executeTakeFirst();
  return { anchor: row?.anchor ?? defaultAnchor, calendar: calendar() };
}

/** The same, as this transaction finds it. */
export function fortnightsNow({ db, calendar }: ReleasesContext, tx: ReleaseTransaction): Fortnights {
  const row = tx.get(db.selectFrom('iterationRhythm').select('anchor'));
  return { anchor: row?.anchor ?? defaultAnchor, calendar: calendar() };
}

/** The date now, where the calendar is. */
export const today = (context: ReleasesContext, timeZone = context.calendar().timeZone): string =>
  dateAt(timeZone, context.now());

export async function getRhythm(context: ReleasesContext, by: Principal): Promise<IterationRhythm> {
  const fortnights = await fortnightsOf(context);
  const { index } = fortnightAt(fortnights, context.now());
  const told = ({ startsOn, endsOn, verdictDueOn, dayCount, isMoved }: Fortnight) => ({
    startsOn,
    endsOn,
    verdictDueOn,
    dayCount,
    isMoved,
  });
  return {
    anchor: fortnights.anchor,
    calendar: fortnights.calendar.name,
    timeZone: fortnights.calendar.timeZone,
    fortnights: Array.from({ length: toldAhead }, (_, ahead) => told(fortnightOf(fortnights, index + ahead))),
    can: isAdmin(by) ? ['anchor'] : [],
  };
}

/** Sets where fortnights begin; iterations that are planned or run keep their days. */
export async function setAnchor(context: ReleasesContext, by: Principal, { anchor }: Anchor): Promise<IterationRhythm> {
  if (!isAdmin(by)) throw new ReleaseRefused(403, 'role-missing', 'The rhythm is the workspace’s: only an admin may set it.');
  if (anchor < addDays(today(context), -7_300) || anchor > addDays(today(context), 730))
    throw new ReleaseRefused(
      422,
      'anchor-too-far',
      `anchor: expected a date in the last twenty years or the next two, found ${anchor}.`,
      { params: { anchor } },
    );
  await context.store.write((tx) => {
    tx.run(
      context.db
        .insertInto('iterationRhythm')
        .values({ id: 1, anchor })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ anchor })),
    );
    tx.audit({ at: context.now(), by, action: 'iteration.anchored', target: null, details: { anchor } });
  });
  return getRhythm(context, by);
}

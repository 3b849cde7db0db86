/** Whether something of a process may go live at a time. */
import { comingOf, dateAt } from '@fortnight/shared/calendar';
import type { BlackoutQuery, ProcessBlackout } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { isAdmin, mayWatch, readable } from '../rights.ts';
import { readBlackout, tellClosure } from './reading.ts';

export async function getProcessBlackout(
  context: ReleasesContext,
  by: Principal,
  id: string,
  { at: asked }: BlackoutQuery,
): Promise<ProcessBlackout> {
  await readable(context, by, id);
  if (!mayWatch(by)) throw new ReleaseRefused(403, 'role-missing', 'The blackout is for those who draw and watch.');
  const at = asked === undefined ? context.now() : Date.parse(asked);
  const blackout = await readBlackout(context);
  const date = dateAt(blackout.calendar.timeZone, at);
  const [next] = blackout.periods
    .filter(({ processIds }) => processIds === null || processIds.includes(id))
    .flatMap((period) => {
      const coming = comingOf(period, date);
      return coming ? [{ period: period.name, ...coming }] : [];
    })
    .toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : 1));
  return {
    at: new Date(at).toISOString(),
    closure: tellClosure(blackout, [id], at),
    next: next ?? null,
    can: isAdmin(by) ? ['override'] : [],
  };
}

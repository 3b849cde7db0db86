/** What iterations want of somebody now: on their first day, before their end, at their verdict, and when a change comes back. */
import { dateAt } from '@fortnight/shared/calendar';
import type { IterationReminder, IterationSummary } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { isAdmin, mayWatch } from '../rights.ts';
import { isChangeDue, listIterations, listKeptChanges, reviewOn } from './view.ts';

const shownAtMost = 50;

/** Iterations that run, of processes that the reader watches. */
export const runningIterations = async (context: ReleasesContext, by: Principal): Promise<IterationSummary[]> =>
  (await listIterations(context, by, { state: 'running', limit: shownAtMost })).items;

/** Only whoever has to act is reminded: the owner of the iteration or its process, and admins where there is neither. */
export async function listReminders(context: ReleasesContext, by: Principal): Promise<{ items: IterationReminder[] }> {
  if (!mayWatch(by) || by.userId === null) return { items: [] };
  const isMine = await mine(context, by);
  const [running, kept] = await Promise.all([
    runningIterations(context, by),
    listKeptChanges(context, by, { isDue: 'true', limit: shownAtMost }),
  ]);
  return {
    items: [
      ...running.filter(isMine).flatMap((iteration) => ofRunning(context, iteration)),
      ...kept.items.filter(isMine).flatMap((change): IterationReminder[] => {
        if (!isChangeDue(context, change)) return [];
        const due = change.comesBack.find(({ state }) => state === 'due' || state === 'overdue');
        const isAsked = change.askAgainOn !== null && change.askAgainOn <= today(context, change);
        const dueOn = isAsked ? change.askAgainOn : due?.dueOn;
        return [
          {
            ...headOf(change),
            code: isAsked ? 'askAgain' : 'comesBack',
            dueOn: dueOn ?? change.endsOn,
            stage: due?.stage ?? null,
          },
        ];
      }),
    ],
  };
}

const today = (context: ReleasesContext, { timeZone }: IterationSummary): string => dateAt(timeZone, context.now());

async function mine({ db }: ReleasesContext, by: Principal): Promise<(iteration: IterationSummary) => boolean> {
  const rows = await db.selectFrom('processes').select(['id', 'owner']).execute();
  const owners = new Map(rows.map(({ id, owner }) => [id, owner]));
  return ({ processId, ownerId }) => {
    const owner = owners.get(processId) ?? null;
    return ownerId === by.userId || owner === by.userId || (ownerId === null && owner === null && isAdmin(by));
  };
}

const headOf = ({ id, processId, processName, number, day, dayCount }: IterationSummary) => ({
  iterationId: id,
  processId,
  processName,
  number,
  day,
  dayCount,
  stage: null,
});

/** The latest of its days that has come. */
function ofRunning(context: ReleasesContext, iteration: IterationSummary): IterationReminder[] {
  const now = today(context, iteration);
  const { startsOn, endsOn, verdictDueOn } = iteration;
  const review = reviewOn(context, iteration);
  const head = headOf(iteration);
  if (now > verdictDueOn) return [{ ...head, code: 'verdictOverdue', dueOn: verdictDueOn }];
  if (now >= endsOn) return [{ ...head, code: 'verdictDue', dueOn: verdictDueOn }];
  if (now >= review) return [{ ...head, code: 'review', dueOn: endsOn }];
  return now === startsOn ? [{ ...head, code: 'started', dueOn: startsOn }] : [];
}

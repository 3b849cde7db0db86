/** A kept change comes back: against its control group, against the year before, against the industry. */
import { randomUUID } from 'node:crypto';
import { addDays, addMonths, dateAt } from '@fortnight/shared/calendar';
import type { ComeBack, ComeBackVerdict, EvidenceStage } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { goBackFromShipped } from './go-back.ts';
import { changeableIteration, iterationNow, record } from './rows.ts';
import { readShipping } from './shipped.ts';
import type { ComeBackRow, IterationRow } from './tables.ts';

/** Months after it was kept: from which on a stage can tell, and until when it is to be asked. */
const schedule: readonly { readonly stage: EvidenceStage; readonly from: number; readonly to: number }[] = [
  { stage: 'control', from: 1, to: 3 },
  { stage: 'baseline', from: 4, to: 9 },
  { stage: 'industry', from: 10, to: 12 },
];

/** Whether a change was kept, and nobody has taken that back since. */
export const isKept = ({ outcome }: Pick<IterationRow, 'outcome'>, said: readonly ComeBackRow[]): boolean =>
  (outcome === 'keep' || outcome === 'keepUnproven') && !said.some((each) => each.outcome === 'rollBack');

/** When it comes back, and what was said then; nothing of what was not kept. */
export function comeBacksOf(context: ReleasesContext, row: IterationRow, said: readonly ComeBackRow[]): ComeBack[] {
  const { closedAt, timeZone } = row;
  if (closedAt === null || (row.outcome !== 'keep' && row.outcome !== 'keepUnproven')) return [];
  const keptOn = dateAt(timeZone, Date.parse(closedAt));
  const today = dateAt(timeZone, context.now());
  const isOver = !isKept(row, said);
  const next = schedule.find(({ stage }) => !said.some((each) => each.stage === stage))?.stage;
  return schedule.flatMap(({ stage, from, to }): ComeBack[] => {
    const planned = addMonths(keptOn, from);
    // What was kept unproven is asked about again before its month.
    const opensOn = stage === next && row.askAgainOn !== null && row.askAgainOn < planned ? row.askAgainOn : planned;
    const dueOn = addMonths(keptOn, to);
    const answer = said.find((each) => each.stage === stage);
    if (!answer && isOver) return [];
    const verdict = answer ? { outcome: answer.outcome, reason: answer.reason, by: answer.by, at: answer.at } : null;
    const state = answer ? 'done' : today < opensOn ? 'upcoming' : today <= dueOn ? 'due' : 'overdue';
    return [{ stage, opensOn, dueOn, state, verdict }];
  });
}

export const readComeBacks = ({ db }: ReleasesContext, ids: readonly string[]): Promise<ComeBackRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('comeBacks')
        .selectAll()
        .where('iterationId', 'in', [...ids])
        .execute();

/** Says what becomes of a kept change now that it came back. Errors: 409 before its time, and where it was said. */
export async function answerComeBack(
  context: ReleasesContext,
  by: Principal,
  id: string,
  { stage, outcome, reason }: ComeBackVerdict,
): Promise<void> {
  const { row: before } = await changeableIteration(context, by, id);
  assertDue(context, before, await readComeBacks(context, [id]), stage);
  if (outcome === 'rollBack') await goBackFromShipped(context, by, before.processId, await readShipping(context, before), reason);
  await context.store.write((tx) => {
    const { db } = context;
    const row = iterationNow(context, tx, id);
    assertDue(context, row, tx.all(db.selectFrom('comeBacks').selectAll().where('iterationId', '=', id)), stage);
    tx.run(
      db
        .insertInto('comeBacks')
        .values({ id: randomUUID(), iterationId: id, stage, outcome, reason, by: by.userId, at: context.instant() }),
    );
    if (outcome === 'keepUnproven') {
      const askAgainOn = addDays(dateAt(row.timeZone, context.now()), 28);
      tx.run(db.updateTable('iterations').set({ askAgainOn }).where('id', '=', id));
    } else tx.run(db.updateTable('iterations').set({ askAgainOn: null }).where('id', '=', id));
    record(context, tx, by, row, 'iteration.reviewed', { stage, outcome, reason });
  });
}

function assertDue(context: ReleasesContext, row: IterationRow, said: readonly ComeBackRow[], stage: EvidenceStage): void {
  const { number } = row;
  const comes = comeBacksOf(context, row, said).find((each) => each.stage === stage);
  if (!comes || !isKept(row, said))
    throw new ReleaseRefused(409, 'not-kept', `What iteration ${number} shipped is not kept, so it does not come back.`, {
      params: { number },
    });
  if (comes.state === 'done')
    throw new ReleaseRefused(
      409,
      'came-back',
      `What was kept in iteration ${number} was looked at against the ${stage} already.`,
      {
        params: { number, stage },
      },
    );
  if (comes.state === 'upcoming')
    throw new ReleaseRefused(409, 'comes-back-later', `It comes back on ${comes.opensOn}, when enough of it can be seen.`, {
      params: { stage, opensOn: comes.opensOn },
    });
}

/** The verdict: it closes an iteration, and nothing but figures and days opens it. */
import { addDays, dateAt } from '@fortnight/shared/calendar';
import type { GiveVerdict } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { putCard } from './cards.ts';
import { goBackFromShipped } from './go-back.ts';
import { beginIfDue } from './plan.ts';
import { changeableIteration, openNow, record } from './rows.ts';
import { openingOf, sampleOf } from './sample.ts';
import { readShipping, treated } from './shipped.ts';

/**
 * Closes an iteration. Keeping unproven is a verdict too: it asks again later. Rolling back goes back from what still takes
 * cases, where an admin says so.
 *
 * Errors: 409 `verdict-not-open` before its last day and its sample, `nothing-shipped`, `still-live`, `nothing-asked-again`.
 */
export async function giveVerdict(
  context: ReleasesContext,
  by: Principal,
  id: string,
  { outcome, reason, askAgainOn, followUp }: GiveVerdict,
): Promise<void> {
  const { row } = await changeableIteration(context, by, id);
  const shipping = await readShipping(context, row);
  const sample = await sampleOf(context, row, shipping);
  const opening = openingOf(context, row, sample);
  if (row.state === 'closed')
    throw new ReleaseRefused(409, 'iteration-closed', `Iteration ${row.number} has its verdict; plan the next one.`, {
      params: { number: row.number },
    });
  if (!opening.isOpen)
    throw new ReleaseRefused(
      409,
      'verdict-not-open',
      row.state === 'planned'
        ? `Iteration ${row.number} begins on ${row.startsOn}; there is nothing to judge yet.`
        : `The verdict opens on ${row.endsOn}, or at ${sample.of} cases: ${sample.cases} so far. To stop harm now, roll the version back.`,
      { params: { number: row.number, opensOn: opening.opensOn, endsOn: row.endsOn, cases: sample.cases, of: sample.of } },
    );
  if (treated(shipping).length === 0 && outcome !== 'adjust')
    throw new ReleaseRefused(
      409,
      'nothing-shipped',
      `No version went live in iteration ${row.number}, so nothing can be kept or rolled back; adjust the plan.`,
      { params: { number: row.number } },
    );
  const today = dateAt(row.timeZone, context.now());
  if (askAgainOn !== undefined && (outcome !== 'keepUnproven' || askAgainOn <= today))
    throw new ReleaseRefused(
      422,
      'nothing-asked-again',
      outcome === 'keepUnproven'
        ? `askAgainOn: expected a day after ${today}, found ${askAgainOn}.`
        : 'askAgainOn: expected none; only what is kept unproven is asked about again.',
      { params: { askAgainOn } },
    );
  if (outcome === 'rollBack') await goBackFromShipped(context, by, row.processId, shipping, reason);
  await context.store.write((tx) => {
    const { db } = context;
    const open = openNow(context, tx, id);
    const closed = {
      state: 'closed' as const,
      closedAt: context.instant(),
      closedBy: by.userId,
      outcome,
      reason,
      askAgainOn: outcome === 'keepUnproven' ? (askAgainOn ?? addDays(today, 14)) : null,
    };
    tx.run(db.updateTable('iterations').set(closed).where('id', '=', id));
    record(context, tx, by, open, 'iteration.closed', { outcome, reason, cases: sample.cases });
    beginIfDue(context, tx, by, open.processId);
    const next = tx.get(
      db.selectFrom('iterations').selectAll().where('processId', '=', open.processId).where('state', '!=', 'closed'),
    );
    if (followUp === undefined) return;
    const card = { kind: 'followUp' as const, text: followUp, who: open.ownerId, elementId: null, dueOn: null, severity: null };
    const none = { version: null, suggestionId: null };
    // Where none is planned yet, the next one takes it along.
    putCard(context, tx, by, next ?? open, { ...card, ...none, column: next ? 'plan' : 'act' });
  });
}

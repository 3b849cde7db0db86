/** What the board says by itself: computed when it is read. */
import type { ComputedCard, GuardFigure, Iteration } from '@fortnight/shared/contract';
import type { ReleasesContext } from '../ports.ts';
import { readFigures, splitAlpha } from '../rollouts/index.ts';
import type { RolloutRow } from '../rollouts/tables.ts';
import { dayOf, readCaseDays } from './figures.ts';
import { readReceipts } from './receipts.ts';
import { firstShippedAt, type Shipping, treated } from './shipped.ts';
import type { IterationRow } from './tables.ts';

const card = (column: ComputedCard['column'], code: ComputedCard['code'], more: Partial<ComputedCard>): ComputedCard => ({
  column,
  code,
  version: null,
  share: null,
  count: null,
  of: null,
  text: null,
  state: null,
  ...more,
});

const columnOf: Readonly<Record<Iteration['versions'][number]['state'], ComputedCard['column']>> = {
  planned: 'plan',
  inReview: 'plan',
  approved: 'plan',
  rollingOut: 'do',
  live: 'do',
  replaced: 'do',
  rolledBack: 'act',
};

export async function computedCards(
  context: ReleasesContext,
  row: IterationRow,
  { shipping, sample }: { readonly shipping: Shipping; readonly sample: Iteration['sample'] },
): Promise<ComputedCard[]> {
  const changes = shipping.versions.map(({ version, state, share, note }) =>
    card(columnOf[state], 'change', { version, state, share, text: note }),
  );
  const latest = shipping.versions.findLast(({ at }) => at !== null);
  if (!latest) return changes;
  return [
    ...changes,
    ...(await receiptCard(context, row.processId, latest.version)),
    card('check', 'sample', { count: sample.cases, of: sample.of }),
    ...(await guardCards(context, shipping)),
    ...(await troubleCards(context, row, shipping)),
  ];
}

async function receiptCard(context: ReleasesContext, processId: string, version: number): Promise<ComputedCard[]> {
  const receipts = await readReceipts(context, processId, version);
  if (!receipts || receipts.people.length === 0) return [];
  const count = receipts.people.filter(({ readAt }) => readAt !== null).length;
  return [card('do', 'read', { version, count, of: receipts.people.length })];
}

async function guardCards(context: ReleasesContext, { rollouts, rolloutEvents }: Shipping): Promise<ComputedCard[]> {
  const cards = await Promise.all(rollouts.map((rollout) => cardsOf(context, rollout, rolloutEvents)));
  return cards.flat();
}

async function cardsOf(
  context: ReleasesContext,
  rollout: RolloutRow,
  rolloutEvents: Shipping['rolloutEvents'],
): Promise<ComputedCard[]> {
  const events = rolloutEvents.filter(({ rolloutId }) => rolloutId === rollout.id);
  const broken = events.flatMap(({ kind, figure }) =>
    kind === 'alarm' && figure !== null ? [(JSON.parse(figure) as GuardFigure).guard] : [],
  );
  const { splitChance } = await readFigures(context, rollout);
  const { version, share } = rollout;
  return [
    ...[...new Set(broken)].map((guard) => card('check', 'guardBroken', { version, text: guard })),
    ...(splitChance < splitAlpha ? [card('check', 'splitBroken', { version, share })] : []),
  ];
}

/** Of the cases that ended on what it ships: how many were late, sent back, lost. */
async function troubleCards(context: ReleasesContext, row: IterationRow, shipping: Shipping): Promise<ComputedCard[]> {
  const from = firstShippedAt(shipping);
  if (from === null) return [];
  const days = await readCaseDays(context, {
    processId: row.processId,
    versions: treated(shipping),
    fromDay: dayOf(from),
    toDay: dayOf(context.now()) + 1,
  });
  const sum = (of: (day: (typeof days)[number]) => number) => days.reduce((total, day) => total + of(day), 0);
  const of = sum(({ ended }) => ended);
  const lost = sum(({ durations }) => durations.reduce((total, [, [, , count = 0]]) => total + count, 0));
  const counted = [
    ['overdue', sum(({ late }) => late)],
    ['sentBack', sum(({ sentBack }) => sentBack)],
    ['lost', lost],
  ] as const;
  return counted.flatMap(([code, count]) => (count === 0 ? [] : [card('check', code, { count, of })]));
}

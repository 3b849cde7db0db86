/** The board of an iteration: cards that people put there, and what was decided. */
import { randomUUID } from 'node:crypto';
import {
  type BoardCard,
  type ChangeCard,
  type CreateCard,
  type Decide,
  type IterationDecision,
  limits,
} from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { changeableIteration, openNow, record } from './rows.ts';
import type { IterationCardRow, IterationRow } from './tables.ts';

export const toCard = ({ iterationId: _, position: __, isDone, ...row }: IterationCardRow): BoardCard => ({
  ...row,
  isDone: isDone === 1,
});

export async function addCard(context: ReleasesContext, by: Principal, id: string, body: CreateCard): Promise<BoardCard> {
  await changeableIteration(context, by, id);
  await assertPerson(context, body.who);
  return context.store.write((tx) => {
    const iteration = openNow(context, tx, id);
    const { column, kind, text, who = null, elementId = null, dueOn = null, severity = null, version = null } = body;
    if (severity !== null && kind !== 'risk') throw onlyRisks();
    const card = putCard(context, tx, by, iteration, {
      column,
      kind,
      text,
      who,
      elementId,
      dueOn,
      severity,
      version,
      suggestionId: null,
    });
    record(context, tx, by, iteration, 'iteration.card-added', { kind, column, text });
    return toCard(card);
  });
}

const onlyRisks = () => new ReleaseRefused(422, 'no-severity', 'severity: expected none; only a risk has a severity.');

type NewCard = Omit<IterationCardRow, 'id' | 'iterationId' | 'position' | 'isDone' | 'createdBy' | 'createdAt'>;

/** Puts a card at the end of its column. Errors: 409 `too-many-cards`. */
export function putCard(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { id: iterationId }: Pick<IterationRow, 'id'>,
  card: NewCard,
): IterationCardRow {
  const cards = cardsOf(context, tx, iterationId);
  if (cards.length >= limits.iterationCards)
    throw new ReleaseRefused(409, 'too-many-cards', `A board takes at most ${limits.iterationCards} cards; remove some first.`);
  const position = cards.filter(({ column }) => column === card.column).length;
  const row = { id: randomUUID(), iterationId, position, isDone: 0, createdBy: by.userId, createdAt: context.instant(), ...card };
  tx.run(context.db.insertInto('iterationCards').values(row));
  return row;
}

const cardsOf = ({ db }: ReleasesContext, tx: ReleaseTransaction, iterationId: string): IterationCardRow[] =>
  tx.all(
    db.selectFrom('iterationCards').selectAll().where('iterationId', '=', iterationId).orderBy('column').orderBy('position'),
  );

/** Changes a card, or moves it within the board. */
export async function changeCard(
  context: ReleasesContext,
  by: Principal,
  id: string,
  cardId: string,
  body: ChangeCard,
): Promise<BoardCard> {
  await changeableIteration(context, by, id);
  await assertPerson(context, body.who);
  return context.store.write((tx) => {
    const { db } = context;
    const iteration = openNow(context, tx, id);
    const cards = cardsOf(context, tx, id);
    const card = cards.find((each) => each.id === cardId);
    if (!card) throw cardNotFound(cardId);
    const { position, isDone, ...rest } = body;
    if (rest.severity && card.kind !== 'risk') throw onlyRisks();
    if (rest.text !== undefined && card.kind === 'suggestion')
      throw new ReleaseRefused(409, 'not-your-words', 'A suggestion stays as it was said; add a card of your own beside it.');
    const changed = { ...card, ...rest, ...(isDone !== undefined && { isDone: isDone ? 1 : 0 }) } as IterationCardRow;
    tx.run(db.updateTable('iterationCards').set(changed).where('id', '=', cardId));
    if (position !== undefined || changed.column !== card.column) place(context, tx, cards, changed, position);
    if (card.suggestionId !== null && rest.version !== undefined)
      tx.run(db.updateTable('suggestions').set({ version: rest.version }).where('id', '=', card.suggestionId));
    const said = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, value ?? '']));
    record(context, tx, by, iteration, 'iteration.card-changed', { card: card.text, ...said });
    return toCard(changed);
  });
}

/** Counts the places of the column anew, with the card where it was put. */
function place(
  { db }: ReleasesContext,
  tx: ReleaseTransaction,
  cards: readonly IterationCardRow[],
  card: IterationCardRow,
  position: number | undefined,
): void {
  const others = cards.filter(({ id, column }) => id !== card.id && column === card.column);
  const at = Math.min(position ?? others.length, others.length);
  for (const [index, { id }] of [...others.slice(0, at), card, ...others.slice(at)].entries())
    tx.run(db.updateTable('iterationCards').set({ position: index }).where('id', '=', id));
}

/** Takes a card off the board; a suggestion is open again. */
export async function removeCard(context: ReleasesContext, by: Principal, id: string, cardId: string): Promise<void> {
  await changeableIteration(context, by, id);
  await context.store.write((tx) => {
    const { db } = context;
    const iteration = openNow(context, tx, id);
    const card = cardsOf(context, tx, id).find((each) => each.id === cardId);
    if (!card) throw cardNotFound(cardId);
    tx.run(db.deleteFrom('iterationCards').where('id', '=', cardId));
    if (card.suggestionId !== null)
      tx.run(
        db
          .updateTable('suggestions')
          .set({ state: 'open', iterationId: null, version: null, decidedBy: null, decidedAt: null })
          .where('id', '=', card.suggestionId),
      );
    record(context, tx, by, iteration, 'iteration.card-removed', { kind: card.kind, text: card.text });
  });
}

const cardNotFound = (id: string) =>
  new ReleaseRefused(404, 'card-not-found', `There is no card "${id}" on this board; what it computes by itself is not stored.`, {
    params: { id },
  });

async function assertPerson({ directory }: ReleasesContext, who: string | null | undefined): Promise<void> {
  if (who === null || who === undefined || (await directory()).users.some(({ id, isActive }) => id === who && isActive)) return;
  throw new ReleaseRefused(422, 'user-not-found', `who: expected an active user, found "${who}".`, { params: { who } });
}

/** Puts a decision on record. */
export async function decide(context: ReleasesContext, by: Principal, id: string, { text }: Decide): Promise<IterationDecision> {
  await changeableIteration(context, by, id);
  return context.store.write((tx) => {
    const iteration = openNow(context, tx, id);
    const decision = { id: randomUUID(), at: context.instant(), by: by.userId, text };
    tx.run(context.db.insertInto('iterationDecisions').values({ ...decision, iterationId: id }));
    record(context, tx, by, iteration, 'iteration.decided', { text });
    return decision;
  });
}

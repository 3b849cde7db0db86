import type { BoardCard } from '@fortnight/shared/contract';
import type { CardMove } from './use-move-card.ts';

/** The cards with one of them elsewhere; those of a column stand in their order. */
export function moved(cards: readonly BoardCard[], { cardId, column, position }: CardMove): BoardCard[] {
  const card = cards.find(({ id }) => id === cardId);
  if (!card) return [...cards];
  const others = cards.filter(({ id }) => id !== cardId);
  const own = others.filter((other) => other.column === column);
  return [
    ...others.filter((other) => other.column !== column),
    ...own.slice(0, position),
    { ...card, column },
    ...own.slice(position),
  ];
}

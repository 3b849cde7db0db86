import type { BoardColumn, Iteration } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { api, queries, useRefusalText } from '../client/index.ts';
import { moved } from './moved.ts';

export interface CardMove {
  readonly cardId: string;
  readonly column: BoardColumn;
  /** Its place among the column's cards, from 0. */
  readonly position: number;
}

/** Puts a card elsewhere: seen at once, and where it was if that is refused. */
export function useMoveCard(iterationId: string) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const { queryKey } = queries.iteration(iterationId);
  return useMutation({
    mutationFn: ({ cardId, column, position }: CardMove) => api.changeCard(iterationId, cardId, { column, position }),
    onMutate: async (move) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<Iteration>(queryKey);
      if (before) client.setQueryData<Iteration>(queryKey, { ...before, cards: moved(before.cards, move) });
      return before;
    },
    onError: (error, _, before) => {
      if (before) client.setQueryData(queryKey, before);
      void message.error(refusalText(error));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['iterations'] }),
  });
}

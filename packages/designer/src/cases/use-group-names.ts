import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queries } from '../client/index.ts';
import { variableWords } from '../forms/index.ts';

/** Names a group: as the workspace calls it, else its id read as words. */
export function useGroupName(): (id: string) => string {
  const { data } = useQuery(queries.groups());
  return useCallback(
    (id) => {
      const name = data?.items.find((group) => group.id === id)?.name;
      return name === undefined || name === id ? variableWords(id) : name;
    },
    [data],
  );
}

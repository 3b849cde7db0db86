import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queries } from '../client/index.ts';
import { useLocalName } from '../ui/index.ts';

interface OfProcess {
  readonly processId: string;
  readonly processName: string;
}

/** What a process is called in the reader's language, where its list is read already. */
export function useProcessName(): (of: OfProcess) => string {
  const { data } = useQuery(queries.processes());
  const nameOf = useLocalName();
  return useCallback(
    ({ processId, processName }) => {
      const process = data?.items.find(({ id }) => id === processId);
      return process ? nameOf(process) : processName;
    },
    [data, nameOf],
  );
}

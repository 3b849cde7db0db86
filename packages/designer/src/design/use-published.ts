import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../client/index.ts';

export interface Published {
  /** The processes that may be called: those with a live version. */
  readonly processes: readonly { readonly id: string; readonly name: string }[];
  /** Their ids; undefined until all of them are known. */
  readonly processIds: ReadonlySet<string> | undefined;
}

/** Which processes may be called. */
export function usePublished(): Published {
  const { data } = useQuery(queries.processes());
  return useMemo(() => {
    const processes = (data?.items ?? [])
      .filter(({ liveVersion, isArchived }) => liveVersion !== null && !isArchived)
      .map(({ id, name }) => ({ id, name }));
    const isWhole = data?.nextCursor === null;
    return { processes, processIds: isWhole ? new Set(processes.map(({ id }) => id)) : undefined };
  }, [data]);
}

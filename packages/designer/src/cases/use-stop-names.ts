import type { Stop } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../client/index.ts';
import { useVersionWords } from './version-words.ts';

/** Names of what is stopped in the reader's language, once its version is read. */
export function useStopNames(stops: readonly Stop[]) {
  const { data } = useQuery(queries.processes());
  const items = useMemo(() => {
    const live = new Map(data?.items.map(({ id, liveVersion }) => [id, liveVersion?.version]));
    return stops.flatMap(({ id, processId, version }) => {
      const known = processId === null ? undefined : (version ?? live.get(processId));
      return processId === null || known === undefined ? [] : [{ id, processId, version: known }];
    });
  }, [data, stops]);
  const words = useVersionWords(items);
  return ({ id, elementId, elementName, processName }: Stop) => {
    const item = items.find((each) => each.id === id);
    if (!item) return {};
    return {
      process: words.process(item, processName ?? item.processId),
      ...(elementId !== null && { element: words.element(item, elementId, elementName ?? elementId) }),
    };
  };
}

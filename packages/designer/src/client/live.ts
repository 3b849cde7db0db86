/** Turns the event stream into fresh readings. */
import type { StreamEvent } from '@fortnight/shared/contract';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscribe } from './stream.ts';

const gatherMs = 400;

/** The first parts of the cache keys that a change touches. */
export function touchedBy({ ids }: StreamEvent): readonly string[] {
  const touched = new Set<string>(['home']);
  if (ids.taskId !== undefined) touched.add('tasks');
  if (ids.instanceId !== undefined)
    for (const key of ['tasks', 'instances', 'funnel', 'incidents', 'processes']) touched.add(key);
  if (ids.incidentId !== undefined) touched.add('incidents');
  if (ids.processId !== undefined) touched.add('processes').add('funnel');
  if (ids.userId !== undefined) touched.add('people').add('users');
  return [...touched];
}

/** Changes come in bursts; each reading is asked for once a burst. */
function gather(client: QueryClient): { add: (event: StreamEvent) => void; stop: () => void } {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    for (const key of waiting) void client.invalidateQueries({ queryKey: [key] });
    waiting.clear();
  };
  return {
    add: (event) => {
      for (const key of touchedBy(event)) waiting.add(key);
      timer ??= setTimeout(flush, gatherMs);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Keeps what is on screen fresh while `isOn`. */
export function useLiveReadings(isOn: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isOn) return;
    const { add, stop } = gather(client);
    const close = subscribe(add);
    return () => {
      close();
      stop();
    };
  }, [client, isOn]);
}

/** Turns the event stream into fresh readings. */
import type { StreamEvent } from '@fortnight/shared/contract';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type StreamListener, subscribe } from './stream.ts';

const gatherMs = 400;
const lostAfterMs = 4_000;

/** Every first part of a cache key that a change can touch. */
const liveKeys = [
  'home',
  'tasks',
  'instances',
  'funnel',
  'incidents',
  'processes',
  'iterations',
  'suggestions',
  'release-notes',
  'stops',
  'people',
  'users',
] as const;

/** The first parts of the cache keys that a change touches. */
export function touchedBy({ ids }: StreamEvent): readonly string[] {
  const touched = new Set<(typeof liveKeys)[number]>(['home']);
  const touch = (...keys: (typeof liveKeys)[number][]) => {
    for (const key of keys) touched.add(key);
  };
  if (ids.taskId !== undefined) touch('tasks');
  if (ids.instanceId !== undefined) touch('tasks', 'instances', 'funnel', 'incidents', 'processes', 'stops');
  if (ids.incidentId !== undefined) touch('incidents');
  if (ids.processId !== undefined) touch('processes', 'funnel', 'iterations', 'suggestions', 'release-notes', 'stops');
  if (ids.userId !== undefined) touch('people', 'users');
  return [...touched];
}

/** Changes come in bursts; each reading is asked for once a burst. */
function gather(client: QueryClient): { add: (keys: readonly string[]) => void; stop: () => void } {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    for (const key of waiting) void client.invalidateQueries({ queryKey: [key] });
    waiting.clear();
  };
  return {
    add: (keys) => {
      for (const key of keys) waiting.add(key);
      timer ??= setTimeout(flush, gatherMs);
    },
    stop: () => clearTimeout(timer),
  };
}

const watchVisibility = (tell: () => void): (() => void) => {
  document.addEventListener('visibilitychange', tell);
  return () => document.removeEventListener('visibilitychange', tell);
};

/**
 * Keeps what is on screen fresh while `isOn`; says whether the line is lost.
 *
 * A page that nobody looks at gives its line back: browsers keep only six to a server, over all their tabs.
 */
export function useLiveReadings(isOn: boolean): { readonly isLost: boolean } {
  const client = useQueryClient();
  const isVisible = useSyncExternalStore(watchVisibility, () => document.visibilityState === 'visible');
  const [isLost, setLost] = useState(false);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!isOn || !isVisible) return;
    const { add, stop } = gather(client);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const found = () => {
      clearTimeout(timer);
      timer = undefined;
      setLost(false);
    };
    const listener: StreamListener = {
      onEvent: (event) => add(touchedBy(event)),
      onOpen: (isNew) => {
        found();
        if (isNew) add(liveKeys);
      },
      onLost: () => {
        timer ??= setTimeout(() => setLost(true), lostAfterMs);
      },
    };
    const close = subscribe(listener, wasOpen.current);
    wasOpen.current = true;
    return () => {
      close();
      stop();
      found();
    };
  }, [client, isOn, isVisible]);
  return { isLost };
}

import { useSyncExternalStore } from 'react';

const query = () => matchMedia('(max-width: 700px)');

const subscribe = (tell: () => void) => {
  const watched = query();
  watched.addEventListener('change', tell);
  return () => watched.removeEventListener('change', tell);
};

/** A phone's width, where one reads and does not draw. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => query().matches);

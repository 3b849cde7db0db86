import { useCallback, useRef } from 'react';

/** The second click of a double click comes within this. */
const restlessMs = 500;

/**
 * Lets a click through only when what is clicked has stood there for a moment.
 *
 * The second click of a double click would otherwise meet the button that came into the first one's place: the
 * next task's, or the one that closes what is shown once.
 */
export function useCalm(): (act: () => void) => () => void {
  const since = useRef(performance.now());
  return useCallback(
    (act) => () => {
      if (performance.now() - since.current >= restlessMs) act();
    },
    [],
  );
}

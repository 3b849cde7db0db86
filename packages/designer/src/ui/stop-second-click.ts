import type { MouseEvent } from 'react';

/**
 * Stops the second click of a double click before it reaches what is below: give it as `onClickCapture`.
 *
 * It would otherwise meet the button that came into the first one's place: the next task's, or the one that closes
 * what is shown once. `detail` is the browser's own count of clicks at one place; keys count as zero.
 */
export function stopSecondClick(event: MouseEvent): void {
  if (event.detail <= 1) return;
  event.preventDefault();
  event.stopPropagation();
}

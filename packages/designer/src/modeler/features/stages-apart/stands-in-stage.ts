import type { DiagramElement } from '../../diagram.ts';
import { isStage } from '../stage-numbers/index.ts';

/** The stage that an element stands in, itself included. */
export function stageAround(element: DiagramElement | null | undefined): DiagramElement | undefined {
  for (let current = element; current; current = current.parent) if (isStage(current)) return current;
  return undefined;
}

/** Whether an element is a stage or holds one. */
export const holdsStage = (element: DiagramElement): boolean => isStage(element) || (element.children ?? []).some(holdsStage);

/**
 * Whether one of the elements would come to stand as a stage inside a stage.
 *
 * What stands so already (in a file from elsewhere) may still be moved about in there.
 */
export function wouldNest(elements: readonly DiagramElement[], target: DiagramElement | null | undefined): boolean {
  const around = stageAround(target);
  if (!around) return false;
  return elements.some((element) => !element.waypoints && holdsStage(element) && stageAround(element.parent) !== around);
}

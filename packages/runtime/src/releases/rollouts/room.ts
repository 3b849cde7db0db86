/** Whether a step that a roll-out takes by itself fits beside the others. */
import type { Rollout } from '@fortnight/shared/contract';
import { hasRoom, partsBeside } from './line.ts';
import type { RolloutRow } from './tables.ts';

/**
 * The time of its next step has come, and the others leave no room.
 *
 * A step to all new cases would end the others, and only a person does that: it waits as long as there is one.
 */
export function lacksRoom({ id, state, isPaused, steps }: RolloutRow, running: readonly RolloutRow[], at: number): boolean {
  const [next]: Rollout['steps'] = JSON.parse(steps);
  if (!next || state !== 'running' || isPaused === 1 || Date.parse(next.at) > at) return false;
  const others = partsBeside(running, id);
  return next.share >= 100 ? others.length > 0 : !hasRoom(others, next.share);
}

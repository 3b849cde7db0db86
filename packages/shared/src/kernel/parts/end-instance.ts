/** The instance ends: what waited for it as a whole ends with it. */

import type { InstanceEnded } from '../event.ts';
import { caseToken } from '../state.ts';
import type { Run } from './run.ts';
import { release } from './terminate.ts';

export function endInstance(run: Run, event: Omit<InstanceEnded, 'seq' | 'at'>): void {
  release(run, caseToken.id, 'ended');
  run.emit(event);
}

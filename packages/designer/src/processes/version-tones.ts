import type { Version } from '@fortnight/shared/contract';
import type { Tone } from '../ui/index.ts';

/** How the state of a version is coloured; its word stands in it. */
export const versionTones = {
  inReview: 'violet',
  declined: 'red',
  withdrawn: 'grey',
  approved: 'green',
  live: 'green',
  draining: 'amber',
  retired: 'grey',
} as const satisfies Record<Version['state'], Tone>;

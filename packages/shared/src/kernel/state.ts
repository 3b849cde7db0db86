/**
 * Where an instance stands: plain JSON, small. Holds only what is open; what is over stands in the events.
 */
import type { JsonObject } from '../base/index.ts';

export interface State {
  readonly programHash: string;
  readonly status: 'active' | 'suspended' | 'completed' | 'terminated' | 'failed';
  readonly outcome?: 'won' | 'lost' | 'neutral';
  readonly lossReason?: string;
  /** The last input's `at`. */
  readonly at: number;
  /** How many events there are. */
  readonly seq: number;
  readonly businessKey?: string;
  readonly starter: string | null;
  /** The root scope's variables. */
  readonly variables: JsonObject;
}

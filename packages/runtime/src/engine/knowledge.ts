import type { WorkingCalendar } from '@fortnight/shared/calendar';
import type { Directory } from '@fortnight/shared/people';
import type { StopsInForce } from './stopping/stops-in-force.ts';
import type { Versions } from './versions.ts';

/** What a command knows of the world at its moment. */
export interface Knowledge {
  /** Epoch ms. */
  readonly at: number;
  readonly directory: Directory;
  readonly calendars: readonly WorkingCalendar[];
  readonly versions: Versions;
  readonly stops: StopsInForce;
  /** Told what the commit brings: called back once it is durable. */
  readonly wake: (what: Wake) => void;
}

/** What may go on after a commit. */
export type Wake =
  | { readonly kind: 'job'; readonly type: string }
  /** `freed`: timers that could not fire before, by id. */
  | { readonly kind: 'due'; readonly at: number; readonly freed?: readonly string[] }
  /** A stop was ended: what waits behind it is to go on. */
  | { readonly kind: 'goOn' }
  | { readonly kind: 'change' };

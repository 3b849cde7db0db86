import type { MigrationWishes } from '@fortnight/shared/contract';
import type { planMigration } from '@fortnight/shared/migration';

/** What a caller says beside the proposal, without members that are there and undefined. */
export const wishesOf = ({ mapping, timers, anew }: MigrationWishes = {}): NonNullable<Parameters<typeof planMigration>[2]> => ({
  ...(mapping && { mapping }),
  ...(timers && { timers }),
  ...(anew && { anew }),
});

import { isJsonObject, type Json } from '@fortnight/shared/base';

export interface RolloutDetails {
  /** Of new cases that fall to it besides. */
  readonly rule: string | undefined;
  readonly groups: readonly string[];
  /** That follow by themselves. */
  readonly steps: readonly { readonly share: number; readonly at: string }[];
  /** With the percentage points that each may lose. */
  readonly guards: readonly { readonly guard: string; readonly margin: number }[];
  readonly isPaused: boolean;
}

/** What a roll-out was changed to, as the log keeps it; undefined where it does not read so. */
export function readRolloutDetails(kept: string): RolloutDetails | undefined {
  const read = parsed(kept);
  if (!isJsonObject(read)) return undefined;
  const { rule, groups, steps, settings, isPaused } = read;
  const guards = isJsonObject(settings) && isJsonObject(settings.guards) ? Object.entries(settings.guards) : [];
  return {
    rule: typeof rule === 'string' && rule !== '' ? rule : undefined,
    groups: listOf(groups).filter((group) => typeof group === 'string'),
    steps: listOf(steps).flatMap((step) =>
      isJsonObject(step) && typeof step.share === 'number' && typeof step.at === 'string'
        ? [{ share: step.share, at: step.at }]
        : [],
    ),
    guards: guards.flatMap(([guard, setting]) =>
      isJsonObject(setting) && typeof setting.margin === 'number' ? [{ guard, margin: setting.margin }] : [],
    ),
    isPaused: isPaused === 1 || isPaused === true,
  };
}

function parsed(kept: string): Json | undefined {
  try {
    return JSON.parse(kept) as Json;
  } catch {
    return undefined;
  }
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

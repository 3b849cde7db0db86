import type { StageProgress } from '@fortnight/shared/contract';

/** Time in a stage in the unit that its target is written in. */
export interface StageTime {
  readonly unit: 'days' | 'hours';
  readonly spent: number;
  readonly target: number;
}

const hourMs = 3_600_000;
const target = /^P(?:(?<weeks>\d+)W|(?<days>\d+)D)$|^PT(?<hours>\d+)H$/;

/**
 * Reads how long a case was in a stage against its target.
 *
 * Units: a day is one of the stage's calendar, so a target of `P3D` says how long a day is there.
 */
export function stageTimeOf(stage: Pick<StageProgress, 'spentMs' | 'target' | 'targetMs'>): StageTime | undefined {
  const groups = target.exec(stage.target ?? '')?.groups;
  if (!groups) return undefined;
  if (groups.hours !== undefined) return { unit: 'hours', spent: rounded(stage.spentMs / hourMs), target: Number(groups.hours) };
  const days = groups.weeks === undefined ? Number(groups.days) : Number(groups.weeks) * 7;
  const dayMs = (stage.targetMs ?? days * 24 * hourMs) / days;
  return { unit: 'days', spent: rounded(stage.spentMs / dayMs), target: days };
}

const rounded = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));

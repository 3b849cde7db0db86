/** What a plan means for one case, before anything is moved. */
import {
  Crossing,
  isSameAhead,
  type MigrationPlan,
  type Obstacle,
  obstaclesOf,
  type Program,
  type State,
} from '../kernel/index.ts';

/**
 * `unchanged`: it can move, and would not notice. `migrates`: it can move. `check-owed`: it would stand behind a checkpoint that it
 * has not passed. `needs-mapping`: the plan says no place for it. `blocked`: no plan of this kind moves it.
 */
export type Outcome = 'unchanged' | 'migrates' | 'check-owed' | 'needs-mapping' | 'blocked';

export interface Examined {
  readonly outcome: Outcome;
  /** By element of the version before, with why. */
  readonly obstacles: readonly Obstacle[];
}

/** Answers what would happen to a case; a dry run is this, over many. Cost: as `obstaclesOf`. */
export function examine(from: Program, to: Program, state: State, plan: MigrationPlan): Examined {
  const obstacles = obstaclesOf(from, to, state, plan);
  const worst = (['blocked', 'needs-mapping', 'check-owed'] as const).find((kind) => obstacles.some((one) => one.kind === kind));
  if (worst !== undefined) return { outcome: worst, obstacles };
  const isSame = isSameAhead(new Crossing(from, to, plan), state);
  return { outcome: isSame ? 'unchanged' : 'migrates', obstacles };
}

/** Lets a case go on by another program: what ends, what is carried over, what begins, in one step. */
import { assert } from '../base/index.ts';
import { handlers } from './elements/index.ts';
import type { MigrateInput, MigrationPlan, Rejection } from './input.ts';
import { arriveIn } from './moving/arriving.ts';
import { carriedOf } from './moving/carried.ts';
import { Crossing } from './moving/crossing.ts';
import { leaveProgram } from './moving/leaving.ts';
import { findObstacles, type Obstacle } from './moving/obstacles.ts';
import { refusal } from './parts/rejection.ts';
import { Run } from './parts/run.ts';
import type { Program } from './program.ts';
import { hasElement } from './queries/tables.ts';
import type { State } from './state.ts';
import { finish, type StepResult } from './step.ts';

/**
 * Moves one instance from a program to another.
 *
 * Pure: same arguments, same result; reads no clock.
 * Shape: `state` is not changed. The events are of both programs: those up to `migrated` of the one before, from it on of the other.
 * Units: `input.at` is epoch ms UTC and never before `state.at`.
 * Errors: answers a Rejection with what stands in the way as `params.obstacles`, each with its element and reason; throws Defect
 * where the state belongs to another program.
 * Cost: grows with what the case holds open, and with the programs once.
 */
export function migrate(from: Program, to: Program, state: State, input: MigrateInput): StepResult {
  assert(state.programHash === from.hash, `the state belongs to program ${state.programHash}, not ${from.hash}`);
  const rejection = refuse(from, to, state, input);
  if (rejection) return { ok: false, rejection };
  const crossing = new Crossing(from, to, input.plan);
  const obstacles = findObstacles(crossing, state).filter(({ kind }) => kind !== 'check-owed' || input.override === undefined);
  if (obstacles.length > 0) return { ok: false, rejection: inTheWay(obstacles) };
  const before = new Run(from, state, input, handlers);
  const handover = leaveProgram(before, crossing, input.past?.since ?? {});
  const run = new Run(to, before.draft, input, handlers);
  for (const event of before.events) run.events.push(event);
  run.emit(carriedOf(before, crossing, handover, input));
  arriveIn(run, crossing, handover);
  return finish(run);
}

function refuse(from: Program, to: Program, state: State, { at, plan }: MigrateInput): Rejection | undefined {
  if (at < state.at) return refusal('time-went-back', `The input is at ${at}, before the state's ${state.at}.`);
  if (state.status !== 'active' && state.status !== 'suspended')
    return refusal('instance-ended', `The instance is ${state.status}; it takes no more input.`);
  return unknownIn(from, to, plan);
}

/** Names in a plan are those of the two versions. */
function unknownIn(
  from: Program,
  to: Program,
  { mapping, timers = {}, anew = [], byHand = [] }: MigrationPlan,
): Rejection | undefined {
  const before = [...Object.keys(mapping), ...Object.keys(timers), ...anew, ...byHand].find((id) => !hasElement(from, id));
  if (before !== undefined) return refusal('unknown-element', `The version that is left has no element ${before}.`, before);
  const after = Object.values(mapping).find((id) => !hasElement(to, id));
  return after === undefined ? undefined : refusal('unknown-element', `The version to go to has no element ${after}.`, after);
}

const codes = [
  ['blocked', 'migration-blocked', "can't go on there as it is"],
  ['needs-mapping', 'mapping-needed', 'needs a place in the other version'],
  ['check-owed', 'checkpoint-owed', 'would stand behind a checkpoint that this case has not passed'],
] as const;

function inTheWay(obstacles: readonly Obstacle[]): Rejection {
  const [, code, what] = codes.find(([kind]) => obstacles.some((one) => one.kind === kind)) ?? codes[0];
  const first = obstacles.find(({ kind }) => codes.some(([known, name]) => known === kind && name === code)) ?? obstacles[0];
  const message = `${first?.elementId ?? 'The case'} ${what} (${first?.code ?? code}); change the plan, or leave the case where it is.`;
  const told = obstacles.map(({ kind, code: why, elementId, to, params }) => ({
    kind,
    code: why,
    elementId,
    ...(to === undefined ? {} : { to }),
    ...(params ? { params } : {}),
  }));
  return { code, message, ...(first ? { elementId: first.elementId } : {}), params: { obstacles: told } };
}

/** The yardstick of a step: a kernel that knows tasks, forks and joins, and keeps nothing but where the tokens are. */

/** Nodes by number; what a node leads to, and how many flows come to it. A node without a way out is an end. */
export interface LimitProgram {
  readonly isTask: readonly boolean[];
  readonly to: readonly (readonly number[])[];
  readonly incoming: readonly number[];
}
export interface LimitState {
  /** The tasks that are waited for. */
  readonly waiting: readonly number[];
  /** What came to a join so far. */
  readonly arrived: Readonly<Record<number, number>>;
}

export const limitStart = (program: LimitProgram): LimitState => advance(program, [], {}, program.to[0] ?? []);

export function limitSignal(program: LimitProgram, state: LimitState, task: number): LimitState {
  const index = state.waiting.indexOf(task);
  if (index < 0) throw new Error(`nobody waits at ${task}`);
  return advance(program, state.waiting.toSpliced(index, 1), state.arrived, program.to[task] ?? []);
}

function advance(
  { isTask, to, incoming }: LimitProgram,
  waiting: number[],
  arrivedBefore: Readonly<Record<number, number>>,
  first: readonly number[],
): LimitState {
  let arrived = arrivedBefore;
  const entered = [...first];
  for (let node = entered.pop(); node !== undefined; node = entered.pop()) {
    const needed = incoming[node] ?? 1;
    if (needed > 1) {
      const count = (arrived[node] ?? 0) + 1;
      arrived = { ...arrived, [node]: count === needed ? 0 : count };
      if (count < needed) continue;
    }
    if (isTask[node]) waiting.push(node);
    else entered.push(...(to[node] ?? []));
  }
  return { waiting, arrived };
}

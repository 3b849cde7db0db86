import type { Program, State } from '@fortnight/shared/kernel';
import type { InstanceRecord } from './records.ts';

const states = new WeakMap<InstanceRecord, State>();

/** A case's state as the kernel has it: parsed once a record. */
export function stateOf(record: InstanceRecord): State {
  const known = states.get(record);
  if (known) return known;
  const state = JSON.parse(record.body) as State;
  states.set(record, state);
  return state;
}

/**
 * The state as the version's program of this build takes it: the version is the same for ever, but an earlier build may have
 * compiled it to another hash.
 */
export const takenOver = (program: Program, state: State): State =>
  state.programHash === program.hash ? state : { ...state, programHash: program.hash };

/** The same for a record that was just made of its state. */
export const rememberState = (record: InstanceRecord, state: State): void => void states.set(record, state);

/** Who asked for the approvals that are under way. */
export function askersOf({ approvals = [], tokens, starter }: State): string[] {
  return approvals.flatMap(({ tokenId }) => tokens.find(({ id }) => id === tokenId)?.requestedBy ?? starter ?? []);
}

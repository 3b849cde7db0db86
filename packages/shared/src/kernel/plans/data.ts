/** What an element's data is in a program: its own variables, and what is copied on entry and on completion (BPMN 2.0.2, 10.4). */
import type { Expression } from '../../expression/index.ts';

/** A variable of one scope: that of the element with this index, -1 for the process. */
export interface DataPlace {
  readonly variable: string;
  readonly holder: number;
}

export interface AssociationPlan {
  readonly sources: readonly DataPlace[];
  readonly target: DataPlace;
  /** Computes what is copied; without it and without assignments the source itself is. */
  readonly transformation?: Expression;
  /** Each sets the target, or with a path a member of it. */
  readonly assignments: readonly { readonly from: Expression; readonly path: readonly string[] }[];
}

export interface DataSetPlan {
  readonly names: readonly string[];
  /** Those without which the set does not count. */
  readonly required: readonly string[];
}

export interface DataPlan {
  /** Variables that begin without a value: data objects of a sub-process, properties, data outputs. */
  readonly locals: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** In the order in which they are tried; none asks for nothing. */
  readonly inputSets: readonly DataSetPlan[];
  readonly outputSets: readonly DataSetPlan[];
  readonly entering: readonly AssociationPlan[];
  readonly leaving: readonly AssociationPlan[];
}

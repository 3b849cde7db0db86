/** What a handler, and the parts that it is made of, may ask the compiler. */
import type { Problem } from '../../base/index.ts';
import type { Expression } from '../../expression/index.ts';
import type { Container, DataElement, EventDefinitionNode, FlowNode, Model, ProcessNode } from '../../model/index.ts';
import type { DataPlace } from '../plans/data.ts';
import type { DefinitionPlan } from '../program.ts';

export interface Compiling {
  readonly model: Model;
  /** The process that is compiled. */
  readonly process: ProcessNode;
  /** Parses FEEL; a failure becomes a problem at the field. */
  readonly expression: (text: string, elementId: string, field: string) => Expression | undefined;
  readonly problem: (problem: Problem) => void;
  /** Refuses what is not built, by element id and name. */
  readonly refuse: (node: FlowNode, what: string, field?: string) => void;
  /** The node's place in the program; -1 when there is none. */
  readonly indexOf: (id: string) => number;
  readonly node: (id: string) => FlowNode | undefined;
  /** The boundary events that are attached to it. */
  readonly boundariesOf: (node: FlowNode) => readonly FlowNode[];
  /** The nodes that its flows lead to. */
  readonly targetsOf: (node: FlowNode) => readonly FlowNode[];
  /** It stands in the process itself. */
  readonly isTopLevel: (node: FlowNode) => boolean;
  /** The sub-process that it stands in; undefined for what stands in the process. */
  readonly parentOf: (node: FlowNode) => FlowNode | undefined;
  /** What begins in a container where no start event is drawn. */
  readonly beginnings: (container: Partial<Container>) => readonly FlowNode[];
  /** Places of the start events of the event sub-processes in a container, but for those that begin for compensation. */
  readonly eventStarts: (container: Partial<Container>) => readonly number[];
  /** A piece of data of the process by its id, or by that of a reference that shows it. */
  readonly data: (id: string) => DataElement | undefined;
  /** The variable that a node reads or writes as this data; undefined where the data is none, or lives elsewhere. */
  readonly place: (dataId: string, node: FlowNode) => DataPlace | undefined;
  /** Who the innermost lane around a node names. */
  readonly laneWho: (node: FlowNode) => string | undefined;
  /** Compiles an event definition that the runs of a multi-instance activity throw; undefined where a problem says why not. */
  readonly thrownByRuns: (node: FlowNode, definition: EventDefinitionNode) => DefinitionPlan | undefined;
  /** Nobody but the engine writes this variable. */
  readonly reserve: (variable: string) => void;
}

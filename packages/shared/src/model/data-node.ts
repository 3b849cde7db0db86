/** What a document says of data: what holds a value, where it is shown, and how values move. Source: BPMN 2.0.2 §10.4. */

/** Something that holds a value in a process or element. */
export interface DataNode {
  readonly id: string;
  readonly name?: string;
}

/** A data object or data store as it is drawn: one object may be shown several times. */
export interface DataReferenceNode extends DataNode {
  readonly kind: 'dataObjectReference' | 'dataStoreReference';
  /** The id of what it shows, as written. */
  readonly refersTo?: string;
}

/** Some of an activity's inputs or outputs that count together. */
export interface DataSetNode {
  /** Ids of inputs or outputs, the optional ones among them. */
  readonly ids: readonly string[];
  /** Those that may be missing; what is read or written while the activity runs is among them. */
  readonly optionalIds: readonly string[];
}

/** A text that computes a value, in the language that it declares. */
export interface ComputedNode {
  readonly text: string;
  readonly language?: string;
}

/** An arrow from or to data. */
export interface DataAssociationNode {
  readonly id: string;
  readonly sourceIds: readonly string[];
  readonly targetId?: string;
  readonly transformation?: ComputedNode;
  readonly assignments: readonly { readonly from?: ComputedNode; readonly to?: string }[];
  /** It says that data has to do with the element and nothing of what is copied: how bpmn.io draws an arrow. */
  readonly isDrawing: boolean;
}

/** What an activity or event says of its own data. */
export interface NodeData {
  readonly properties: readonly DataNode[];
  readonly inputs: readonly DataNode[];
  readonly outputs: readonly DataNode[];
  /** In the order in which they are tried. */
  readonly inputSets: readonly DataSetNode[];
  readonly outputSets: readonly DataSetNode[];
  readonly inputAssociations: readonly DataAssociationNode[];
  readonly outputAssociations: readonly DataAssociationNode[];
}

/** The data of a multi-instance activity: the list that it runs over, and the one that its runs fill. */
export interface LoopDataNode {
  readonly inputId?: string;
  readonly item?: DataNode;
  readonly outputId?: string;
  readonly result?: DataNode;
}

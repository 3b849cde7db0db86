/** What a document says of who does the work: lanes, resources, performers. Source: BPMN 2.0.2 §10.3.1, §10.8. */
import type { ComputedNode } from './data-node.ts';

export interface LaneNode {
  readonly id: string;
  readonly name?: string;
  readonly nodeIds: readonly string[];
  /** The group that `fortnight:lane` names. */
  readonly group?: string;
  /** What the lane stands for: a resource or partner role, by its id, or as it is written inside the lane. */
  readonly partition?: ResourceNode;
}

export interface ResourceNode {
  readonly id: string;
  readonly name?: string;
}

/** Who performs an activity, or may. */
export interface PerformerNode {
  readonly kind: 'performer' | 'humanPerformer' | 'potentialOwner' | 'resourceRole';
  readonly resource?: ResourceNode;
  readonly expression?: ComputedNode;
}

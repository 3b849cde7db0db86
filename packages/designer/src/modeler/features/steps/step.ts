/** What can be put on the canvas by one gesture: a sales element, or a BPMN element of any type. */
import type { SalesKind } from '../../diagram.ts';

/** A BPMN element as the shape factory of the canvas takes it. */
export interface BpmnTarget {
  readonly type: string;
  readonly eventDefinitionType?: string;
  readonly isExpanded?: boolean;
  readonly triggeredByEvent?: boolean;
}

export type Step = SalesKind | BpmnTarget;

/**
 * What a BPMN document says, as plain nodes: the reading that validation and the kernel's compiler work on.
 *
 * `kind` is always the XML tag's local name (`exclusiveGateway`). Attributes that the document does not
 * set are absent, except where BPMN 2.0.2 gives a default that decides behaviour; then the default stands here.
 * Texts that may be computed (conditions, timers, limits) are kept as written, a leading `=` included.
 */

import type {
  CorrelationKeyNode,
  CorrelationPropertyNode,
  CorrelationSubscriptionNode,
  MessageFlowNode,
  ParticipantNode,
} from './collaboration-node.ts';
import type { DataNode, DataReferenceNode, LoopDataNode, NodeData } from './data-node.ts';
import type {
  ApprovalSpec,
  AssignmentSpec,
  CallSpec,
  CheckpointSpec,
  DataSpec,
  DecisionSpec,
  DocumentationSpec,
  EndSpec,
  FormRef,
  JobSpec,
  LabelSpec,
  LoopSpec,
  MappingSpec,
  MetricSpec,
  ProcessSpec,
  StageSpec,
  SubscriptionSpec,
  TimerSpec,
  TimingSpec,
} from './extension.ts';
import type { LaneNode, PerformerNode } from './people-node.ts';

/** The whole file. `document` is the untouched moddle tree that `writeXml` writes back. */
export interface Model {
  readonly document: unknown;
  readonly processes: readonly ProcessNode[];
  readonly messages: ReadonlyMap<string, MessageNode>;
  readonly signals: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
  readonly errors: ReadonlyMap<string, { readonly id: string; readonly name?: string; readonly errorCode?: string }>;
  readonly escalations: ReadonlyMap<string, { readonly id: string; readonly name?: string; readonly escalationCode?: string }>;
  readonly dataStores: ReadonlyMap<string, DataNode>;
  readonly correlationProperties: ReadonlyMap<string, CorrelationPropertyNode>;
  /** Of all collaborations. */
  readonly participants: readonly ParticipantNode[];
  readonly messageFlows: readonly MessageFlowNode[];
  readonly correlationKeys: readonly CorrelationKeyNode[];
}

export interface MessageNode {
  readonly id: string;
  readonly name: string;
  /** FEEL; where a message itself (zeebe) says how it correlates. */
  readonly correlationKey?: string;
}

/** A container of flow elements: the process, or a sub-process of any kind. */
export interface Container {
  readonly nodes: readonly FlowNode[];
  readonly flows: readonly SequenceFlowNode[];
  readonly dataObjects: readonly DataNode[];
  /** Data objects and data stores, as they are drawn in it. */
  readonly dataReferences: readonly DataReferenceNode[];
}

export interface ProcessNode extends Container {
  readonly kind: 'process';
  readonly id: string;
  readonly name?: string;
  readonly isExecutable: boolean;
  readonly documentation?: string;
  /** Of the process and of its sub-processes. */
  readonly lanes: readonly LaneNode[];
  readonly data?: NodeData;
  readonly correlationSubscriptions: readonly CorrelationSubscriptionNode[];
  readonly extension: ProcessExtension;
}

export interface ProcessExtension {
  readonly process: ProcessSpec;
  readonly metrics: readonly MetricSpec[];
  readonly data: readonly DataSpec[];
  readonly labels: readonly LabelSpec[];
  readonly documentation?: DocumentationSpec;
}

export interface SequenceFlowNode {
  readonly kind: 'sequenceFlow';
  readonly id: string;
  readonly name?: string;
  readonly sourceId: string;
  readonly targetId: string;
  /** FEEL, as written. */
  readonly condition?: string;
  /** The language that the condition declares, when it declares one. */
  readonly conditionLanguage?: string;
  readonly labels: readonly LabelSpec[];
  readonly translated?: readonly TranslatedText[];
}

/** A `${…}` of another engine that is read as FEEL; what cannot be said in FEEL stays in its field as it is written. */
export interface TranslatedText {
  readonly field: string;
  readonly written: string;
  readonly feel: string;
}

/** What another engine would do at a node, and nothing here does. */
export interface ForeignPart {
  /** `work`: its whole work; `listener`: code that is called on the way; `setting`: anything else. */
  readonly kind: 'work' | 'listener' | 'setting';
  /** As it is written, such as `class="org.example.Ship"`. */
  readonly written: string;
}

/** Any node on the flow; which optional members apply follows from `kind`. */
export interface FlowNode extends Partial<Container> {
  readonly kind: string;
  readonly id: string;
  readonly name?: string;
  readonly documentation?: string;
  /** Ids of sequence flows, in document order. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  /** The id of the default flow. */
  readonly defaultFlow?: string;
  /** Events: resolved definitions (`eventDefinitionRef` followed), in document order. */
  readonly eventDefinitions: readonly EventDefinitionNode[];
  readonly parallelMultiple: boolean;
  /** Boundary events: the activity they are attached to. */
  readonly attachedTo?: string;
  /** Boundary events: the activities that associations connect them with; for a compensation event, its handler. */
  readonly associatedWith?: readonly string[];
  /** Boundary events' cancelActivity and start events' isInterrupting; true by default. */
  readonly isInterrupting: boolean;
  /** Sub-processes. */
  readonly triggeredByEvent: boolean;
  readonly isForCompensation: boolean;
  readonly startQuantity: number;
  readonly completionQuantity: number;
  /** Send and receive tasks. */
  readonly messageRef?: string;
  readonly instantiate: boolean;
  /** Event-based gateways. */
  readonly eventGatewayType?: 'Exclusive' | 'Parallel';
  /** Complex gateways: FEEL. */
  readonly activationCondition?: string;
  /** Script tasks. */
  readonly script?: { readonly format?: string; readonly text: string; readonly resultVariable?: string };
  /** Call activities: the id of a process, or FEEL behind a `=` that answers one. */
  readonly calledElement?: string;
  /** A call activity of a global task: the kind of task that it is (`userTask`); the node has what that task says. */
  readonly calledTask?: string;
  readonly loop?: LoopNode;
  /** Ad-hoc sub-processes. */
  readonly adHoc?: {
    readonly ordering: 'Parallel' | 'Sequential';
    readonly completionCondition?: string;
    readonly cancelRemainingInstances: boolean;
  };
  readonly data?: NodeData;
  readonly performers?: readonly PerformerNode[];
  readonly extension: NodeExtension;
  readonly translated?: readonly TranslatedText[];
  readonly foreign?: readonly ForeignPart[];
}

export interface LoopNode {
  readonly kind: 'standardLoopCharacteristics' | 'multiInstanceLoopCharacteristics';
  readonly isSequential: boolean;
  /** FEEL. */
  readonly cardinality?: string;
  readonly completionCondition?: string;
  /** Standard loop. */
  readonly testBefore: boolean;
  readonly loopMaximum?: number;
  readonly loopCondition?: string;
  readonly behavior: 'None' | 'One' | 'All' | 'Complex';
  /** What is thrown as runs are completed; for `Complex`, with the FEEL that says when. */
  readonly throws?: readonly { readonly condition?: string; readonly definition: EventDefinitionNode }[];
  readonly data?: LoopDataNode;
}

export interface EventDefinitionNode {
  /** `timerEventDefinition`, `messageEventDefinition`, … */
  readonly kind: string;
  readonly id?: string;
  readonly timer?: { readonly type: 'date' | 'duration' | 'cycle'; readonly expression: string };
  readonly messageRef?: string;
  readonly signalRef?: string;
  readonly errorRef?: string;
  readonly escalationRef?: string;
  readonly activityRef?: string;
  readonly waitForCompletion?: boolean;
  readonly linkName?: string;
  /** FEEL of a conditional event. */
  readonly condition?: string;
}

/** Everything that the `fortnight:` namespace (and what is read from its peers) says about one node. */
export interface NodeExtension {
  readonly stage?: StageSpec;
  readonly approval?: ApprovalSpec;
  readonly checkpoint?: CheckpointSpec;
  readonly timing?: TimingSpec;
  readonly form?: FormRef;
  readonly assignment?: AssignmentSpec;
  readonly job?: JobSpec;
  readonly inputs: readonly MappingSpec[];
  readonly outputs: readonly MappingSpec[];
  readonly subscription?: SubscriptionSpec;
  readonly timer?: TimerSpec;
  readonly loop?: LoopSpec;
  readonly decision?: DecisionSpec;
  readonly call?: CallSpec;
  readonly end?: EndSpec;
  readonly documentation?: DocumentationSpec;
  readonly labels: readonly LabelSpec[];
}

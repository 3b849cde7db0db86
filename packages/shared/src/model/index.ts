/** What a BPMN document says: read, written back without loss, and seen as plain nodes. */
export type {
  CorrelationKeyNode,
  CorrelationPropertyNode,
  CorrelationSubscriptionNode,
  MessageFlowNode,
  ParticipantNode,
} from './collaboration-node.ts';
export {
  compensationProblems,
  compensationStartOf,
  isCompensable,
  isCompensationEvent,
  isForCompensation,
} from './compensation.ts';
export { type DataElement, dataElementsOf } from './data-elements.ts';
export type { ComputedNode, DataAssociationNode, DataNode, DataReferenceNode, DataSetNode, NodeData } from './data-node.ts';
export { fortnightDescriptor } from './descriptor.ts';
export {
  type ApprovalSpec,
  type ApproverSpec,
  type AssignmentSpec,
  type CallSpec,
  type CheckpointSpec,
  type DataSpec,
  type DataType,
  type DecisionSpec,
  type DocumentationSpec,
  dataTypes,
  type EndSpec,
  type FactSpec,
  type FormRef,
  isMetricKind,
  isTargetNumber,
  type JobSpec,
  type LabelSpec,
  type LoopSpec,
  type MappingSpec,
  type MetricKind,
  type MetricSpec,
  metricKinds,
  type OutcomeSpec,
  type ProcessSpec,
  type StageRule,
  type StageSpec,
  type SubscriptionSpec,
  type TimerSpec,
  type TimingSpec,
} from './extension.ts';
export { stepsWithFigures } from './figure-steps.ts';
export { explainJuel, type JuelProblem } from './juel/explain.ts';
export { holdsJuel, type Place, type ReadJuel, readJuel } from './juel/read-juel.ts';
export { type LaneGroup, laneGroupsOf, lanesAround, whoOfLane, whoOfResource } from './lane-group.ts';
export { drawnAt } from './layout/drawn-at.ts';
export type { ElkEdge, ElkGraph, LayoutEngine } from './layout/elk-graph.ts';
export { hasLayout, layOut } from './layout/lay-out.ts';
export { type MessageRole, messageFlowsOf, messageOf, messageRoleOf, namedMessage } from './message-flow.ts';
export { keepWhatIsWritten } from './moddle.ts';
export type {
  Container,
  EventDefinitionNode,
  FlowNode,
  ForeignPart,
  LoopNode,
  MessageNode,
  Model,
  NodeExtension,
  ProcessExtension,
  ProcessNode,
  SequenceFlowNode,
  TranslatedText,
} from './model.ts';
export { type NoteNode, notesOf } from './notes.ts';
export type { LaneNode, PerformerNode, ResourceNode } from './people-node.ts';
export { defaultPrescanLimits, type PrescanLimits, prescan } from './prescan.ts';
export { type ReadResult, readXml } from './read-xml.ts';
export { toModel } from './to-model.ts';
export { asContainer, type PlacedNode, walkNodes } from './walk.ts';
export { writeXml } from './write-xml.ts';

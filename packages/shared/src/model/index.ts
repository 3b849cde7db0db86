/** What a BPMN document says: read, written back without loss, and seen as plain nodes. */
export { fortnightDescriptor } from './descriptor.ts';
export type {
  ApprovalSpec,
  ApproverSpec,
  AssignmentSpec,
  CallSpec,
  CheckpointSpec,
  DataSpec,
  DataType,
  DecisionSpec,
  DocumentationSpec,
  EndSpec,
  FactSpec,
  FormRef,
  JobSpec,
  LabelSpec,
  LoopSpec,
  MappingSpec,
  MetricSpec,
  OutcomeSpec,
  ProcessSpec,
  StageRule,
  StageSpec,
  SubscriptionSpec,
  TimerSpec,
  TimingSpec,
} from './extension.ts';
export { rememberReferences } from './kept-references.ts';
export type { ElkEdge, ElkGraph, LayoutEngine } from './layout/elk-graph.ts';
export { hasLayout, layOut } from './layout/lay-out.ts';
export { keepUnknownTags } from './moddle.ts';
export type {
  Container,
  EventDefinitionNode,
  FlowNode,
  LaneNode,
  LoopNode,
  MessageNode,
  Model,
  NodeExtension,
  ProcessExtension,
  ProcessNode,
  SequenceFlowNode,
} from './model.ts';
export { defaultPrescanLimits, type PrescanLimits, prescan } from './prescan.ts';
export { type ReadResult, readXml } from './read-xml.ts';
export { toModel } from './to-model.ts';
export { type PlacedNode, walkNodes } from './walk.ts';
export { writeXml } from './write-xml.ts';

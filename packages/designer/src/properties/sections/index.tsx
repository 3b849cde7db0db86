/** Which settings an element has, the most telling first. */
import { elementOf, type ModdleElement, salesKindOf } from '../../modeler/index.ts';
import { usePanel } from '../panel-context.ts';
import { AdHocSection } from './ad-hoc.tsx';
import { ApprovalMore, ApprovalWho } from './approval.tsx';
import { CallSections } from './call.tsx';
import { CheckpointSections } from './checkpoint.tsx';
import { CopySection, DataSection } from './data.tsx';
import { EventSections, MessageTaskSection } from './event.tsx';
import { FlowSection } from './flow.tsx';
import { ComplexGatewaySection, EventGatewaySection } from './gateway.tsx';
import { JobSection, MappingSections } from './job.tsx';
import { LabelsSection } from './labels.tsx';
import { LaneSection } from './lane.tsx';
import { LoopSection } from './loop.tsx';
import { PoolSections } from './pool.tsx';
import { ProcessSections } from './process.tsx';
import { QuantitiesSection } from './quantities.tsx';
import { ScriptSection } from './script.tsx';
import { StageSections } from './stage.tsx';
import { AssignmentSection, FormSection } from './task.tsx';
import { TimingSection } from './timing.tsx';

/** `process` is given where nothing is selected, so that a pool's process is settled on the empty canvas. */
export function Sections({ process }: { process: ModdleElement | undefined }) {
  const { element } = usePanel();
  if (process)
    return (
      <>
        <ProcessSections process={process} />
        <LabelsSection owner={process} />
      </>
    );
  const pool = elementOf(element.businessObject, 'processRef');
  return (
    <>
      {pool ? <PoolSections process={pool} /> : <OwnSections />}
      <LabelsSection owner={pool ?? element.businessObject} />
    </>
  );
}

function OwnSections() {
  const { element } = usePanel();
  const { businessObject } = element;
  switch (salesKindOf(businessObject)) {
    case 'stage':
      return <StageSections />;
    case 'checkpoint':
      return (
        <>
          <CheckpointSections />
          <TimingSection />
        </>
      );
    case 'approval':
      return (
        <>
          <ApprovalWho />
          <TimingSection />
          <ApprovalMore />
          <FormSection />
          <LoopSection />
        </>
      );
    default:
      return businessObject.$instanceOf('bpmn:Event') ? <EventSections /> : <PlainSections />;
  }
}

/** What an element has by its kind; how many tokens it takes is the last that one asks. */
function PlainSections() {
  const { element } = usePanel();
  const { businessObject, type } = element;
  const counts = businessObject.$instanceOf('bpmn:Activity') && businessObject.get('triggeredByEvent') !== true;
  return (
    <>
      {plain[type]?.()}
      {counts && <QuantitiesSection />}
    </>
  );
}

const plain: Readonly<Record<string, () => React.ReactNode>> = {
  'bpmn:UserTask': () => (
    <>
      <AssignmentSection />
      <FormSection />
      <TimingSection />
      <MappingSections />
      <LoopSection />
    </>
  ),
  'bpmn:Task': () => <LoopSection />,
  'bpmn:ManualTask': () => <LoopSection />,
  'bpmn:ServiceTask': () => <WorkSections />,
  'bpmn:BusinessRuleTask': () => <WorkSections />,
  'bpmn:SendTask': () => (
    <>
      <MessageTaskSection />
      <WorkSections />
    </>
  ),
  'bpmn:ReceiveTask': () => (
    <>
      <MessageTaskSection />
      <MappingSections />
      <LoopSection />
    </>
  ),
  'bpmn:ScriptTask': () => (
    <>
      <ScriptSection />
      <MappingSections />
      <LoopSection />
    </>
  ),
  'bpmn:SubProcess': () => <SubProcessSections />,
  'bpmn:Transaction': () => <SubProcessSections />,
  'bpmn:AdHocSubProcess': () => (
    <>
      <AdHocSection />
      <SubProcessSections />
    </>
  ),
  'bpmn:ComplexGateway': () => <ComplexGatewaySection />,
  'bpmn:EventBasedGateway': () => <EventGatewaySection />,
  'bpmn:DataInputAssociation': () => <CopySection />,
  'bpmn:DataOutputAssociation': () => <CopySection />,
  'bpmn:CallActivity': () => <CallSections />,
  'bpmn:SequenceFlow': () => <FlowSection />,
  'bpmn:Lane': () => <LaneSection />,
  'bpmn:DataObjectReference': () => <DataSection />,
  'bpmn:DataStoreReference': () => <DataSection />,
};

function SubProcessSections() {
  const { element } = usePanel();
  const isOfEvent = element.businessObject.get('triggeredByEvent') === true;
  return (
    <>
      <MappingSections />
      {!isOfEvent && <LoopSection />}
    </>
  );
}

function WorkSections() {
  return (
    <>
      <JobSection />
      <MappingSections />
      <LoopSection />
    </>
  );
}
